// Legacy access: what existed before this connection. Japanese, typed by the English keys.
import type { legacy as en } from '../en/legacy.js';

export const legacy: Record<keyof typeof en, string> = {
  'legacy.title': '削除が必要な以前のアクセス',
  'legacy.note':
    'この接続より前から、{vendor} にはお客様のアカウントへの別のアクセスがありました。' +
    'この接続のロールがその代わりになります。本サービスが以前のアクセスを使うことはありません。',
  'legacy.role': 'ロール {name}',
  'legacy.user': 'ユーザー {name} のアクセスキー {key}',
  'legacy.waiting':
    '以前のアクセスはまだ削除しないでください。この接続のロールは現在チェックで証明されていません。証明され次第、' +
    '削除のコマンドをここに表示します。',
  'legacy.look': 'AWS に記録された最終使用日時（空の場合は使用なし）',
  'legacy.stack': '作成元のスタック（ある場合）',
  'legacy.stack.note':
    'スタックのあるリージョンで実行してください。スタック名が表示された場合は、手作業では何も削除せず、' +
    'そのスタックを削除してください。スタックがない場合、AWS はエラーメッセージを返します。',
  'legacy.off': 'キーを無効にする（再び有効にできます）',
  'legacy.remove.role': 'ロールを、アタッチされているものごと削除する',
  'legacy.remove.user': 'キーを完全に削除する',
  'legacy.close': '削除済みとして記録する',
  'legacy.close.note': 'お名前と日付が履歴に記録されます。',
  'legacy.deleted': '{at} に {person} が削除を報告しました。',
  'legacy.deleted.vendor': '{at} に {vendor} が、{person} からの報告に基づき削除を記録しました。',
  'legacy.mistaken': '誤って記録されたため、{at} に {vendor} が取り下げました。',
};
