// Legacy access: what existed before this connection. Japanese, typed by the English keys.
import type { legacy as en } from '../en/legacy.js';

export const legacy: Record<keyof typeof en, string> = {
  'legacy.title': '削除していただく以前のアクセス',
  'legacy.note':
    'この接続より前から、{vendor} にはお客様のアカウントへの別のアクセスがありました。この接続のロールがその代わりになります。{vendor} がこのサービスを通じて以前のアクセスを使うことはありません。',
  'legacy.role': 'ロール {name}',
  'legacy.user': 'ユーザー {name} のアクセスキー {key}',
  'legacy.waiting':
    'お待ちください。この接続のロールは現在確認できていません。確認でき次第、以前のアクセスの削除方法をここに表示します。',
  'legacy.look': 'AWS が記録している最終使用日時（空の場合は使用なし）',
  'legacy.stack': '作成元のスタック（ある場合）',
  'legacy.stack.note':
    'スタックのあるリージョンで確認してください。スタック名が表示された場合は、手作業では何も削除せず、そのスタックを削除してください。ない場合は AWS のエラーメッセージになります。',
  'legacy.off': 'キーを無効にする（再び有効にできます）',
  'legacy.remove.role': 'ロールを、アタッチされているものごと削除する',
  'legacy.remove.user': 'キーを完全に削除する',
  'legacy.close': '削除しました',
  'legacy.close.note': 'お名前と日付が履歴に残ります。',
  'legacy.deleted': '{at} に {person} が削除済みとしました。',
  'legacy.deleted.vendor': '{at} に {vendor} が、{person} からの連絡として削除済みと記録しました。',
  'legacy.mistaken': '誤って記録されたもので、{at} に {vendor} が取り下げました。',
};
