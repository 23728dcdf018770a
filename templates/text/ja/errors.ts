// Errors on pages. Japanese, typed by the English keys.
import type { errors as en } from '../en/errors.js';

export const errors: Record<keyof typeof en, string> = {
  'error.title': '操作を完了できませんでした',
  'error.title.done': '完了済みです',
  'error.requestId': 'リクエスト ID: {requestId}',
  'error.back': '戻る',
  'error.link_not_valid': 'このリンクはもう使えません。{vendor} に新しいリンクを依頼してください。',
  'error.link_done':
    'このリンクの役目は終わりました。ロールは検証済みです。その後のアクセスの状況と、ロールが失われた場合の再起動の方法は、{vendor} が発行する新しいリンクで確認できます。',
  'error.page_not_open':
    'このページはこのブラウザーで開かれていないか、すでに閉じられています。リンクをもう一度開いてください。開いたばかりの場合は、ブラウザーが Cookie を保存していません。このサイトの Cookie を許可してください。',
  'error.not_found': 'ここには何もありません。',
  'error.not_allowed': 'このリンクではその操作はできません。',
  'error.link_may_not_revoke':
    '何も変更されていません。このリンクでは一時停止はできますが、取り消しはできません。取り消せるリンクを {vendor} に依頼するか、お客様の AWS アカウントでスタックを削除してアクセスを終了してください。',
  'error.link_may_not_resume':
    '何も変更されていません。このリンクは {vendor} のサポートが作成したため、お客様が一時停止したものを再開できません。{vendor} のアプリケーションからこのページを開いてください。',
  'error.csrf': 'このページを開いてから時間がたちすぎました。読み込み直して、もう一度操作してください。',
  'error.request_invalid': 'フォームの入力内容に、必要な形になっていないものがあります。',
  'error.confirmation_wrong': 'アカウント番号が一致しません。何も変更されていません。',
  'error.conflict': '同時にほかの人が変更しました。ページを読み込み直してください。',
  'error.not_in_this_state': '現在の状態では、その操作はできません。',
  'error.offboarding_not_open': 'ロールが閉じられたかどうかの確認は行われていないため、中止するものはありません。',
  'error.not_refused':
    '何も変更されていません。前回のチェックではロールが {vendor} を受け入れたため、アクセスはまだ終了していません。アカウント側で終了するか、もう一度チェックしてください。',
  'error.suspended_by_vendor': 'この接続はベンダーが一時停止したため、ベンダーだけが再開できます。',
  'error.suspended_by_tenant': 'この接続はお客様が一時停止したため、お客様だけが再開できます。',
  'error.under_review': '先に {vendor} がこの接続を確認しています。後ほどもう一度お越しください。',
  'error.checks_too_frequent': 'この接続はチェックされたばかりです。数分後にもう一度お試しください。',
  'error.too_many_requests': 'リクエストが多すぎます。少し待ってから、もう一度お試しください。',
  'error.unavailable': '現在は利用できません。何も変更されていません。数分後にもう一度お試しください。',
  'error.internal': '当方で問題が発生しました。お客様側での対応は不要です。もう一度お試しください。',
};
