// Errors on pages. Japanese, typed by the English keys.
import type { errors as en } from '../en/errors.js';

export const errors: Record<keyof typeof en, string> = {
  'error.title': '操作を完了できませんでした',
  'error.title.done': '完了済みです',
  'error.requestId': 'リクエスト ID: {requestId}',
  'error.back': '戻る',
  'error.link_not_valid': 'このリンクは無効になりました。{vendor} に新しいリンクを依頼してください。',
  'error.link_done':
    'ロールが検証されたため、このリンクは不要になりました。アクセスの状況を確認する場合や、' +
    '失われたロールのスタックを再び起動する場合は、{vendor} に新しいリンクを依頼してください。',
  'error.page_not_open':
    'このページはこのブラウザーで開かれていないか、有効時間を過ぎています。リンクをもう一度開いてください。' +
    '開いたばかりの場合は、このサイトの Cookie を許可してください。ブラウザーが Cookie を保存していません。',
  'error.not_found': 'このページは存在しません。',
  'error.not_allowed': 'このリンクではこの操作はできません。',
  'error.link_may_not_revoke':
    '何も変更されていません。このリンクでは一時停止はできますが、取り消しはできません。' +
    '取り消せるリンクを {vendor} に依頼するか、お客様の AWS アカウントでスタックを削除してください。',
  'error.link_may_not_resume':
    '何も変更されていません。このリンクは {vendor} のサポートが作成したため、' +
    'お客様が一時停止したアクセスを再開できません。{vendor} のアプリケーションからこのページを開いてください。',
  'error.csrf': 'ページを開いてから時間がたちすぎました。再読み込みしてから、もう一度お試しください。',
  'error.request_invalid': 'フォームに未入力または無効な項目があります。修正してから、もう一度お試しください。',
  'error.confirmation_wrong': 'アカウント番号が一致しません。何も変更されていません。',
  'error.conflict': '同時にほかの人が変更しました。ページを再読み込みしてください。',
  'error.not_in_this_state': '現在の状態では、この操作はできません。',
  'error.offboarding_not_open': 'ロールのチェックはすでに終了しているため、中止するものはありません。',
  'error.not_refused':
    '何も変更されていません。前回のチェックでロールが {vendor} を受け入れたため、アクセスはまだ終了していません。' +
    'お客様のアカウントで終了するか、もう一度チェックしてください。',
  'error.suspended_by_vendor': 'この接続はベンダーが一時停止しました。再開できるのはベンダーだけです。',
  'error.suspended_by_tenant': 'この接続はお客様が一時停止しました。再開できるのはお客様だけです。',
  'error.under_review': '{vendor} がこの接続を審査しています。後ほどもう一度お試しください。',
  'error.checks_too_frequent': 'この接続はチェックされたばかりです。数分後にもう一度お試しください。',
  'error.too_many_requests': 'リクエストが多すぎます。少し待ってから、もう一度お試しください。',
  'error.unavailable': 'このページは現在利用できません。何も変更されていません。数分後にもう一度お試しください。',
  'error.internal': '当方でエラーが発生しました。お客様側での対応は不要です。もう一度お試しください。',
};
