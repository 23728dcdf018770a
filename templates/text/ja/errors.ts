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
    '何も変更されていません。このリンクを開いた方を {vendor} が確認していないため、' +
    'お客様が一時停止したアクセスを再開できません。{vendor} のアプリケーションからこのページを開いてください。',
  'error.link_needs_person':
    '何も変更されていません。この操作ができるのはお客様の組織の方だけですが、このリンクを開いた方を {vendor} が' +
    '確認していません。{vendor} のアプリケーションからこのページを開いてください。',
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
  'error.launches_used_up':
    '何も変更されていません。このリンクではすでに新しい名前を 2 回取得しています。最新の名前を使うか、' +
    '{vendor} に新しい名前を依頼してください。',
  'error.checks_too_frequent': 'この接続はチェックされたばかりです。数分後にもう一度お試しください。',
  'error.too_many_requests': 'リクエストが多すぎます。少し待ってから、もう一度お試しください。',
  'error.refused':
    '何も変更されていません。接続の現在の状況では、この操作はできません。' +
    'ページを再読み込みして、現在の状況を確認してください。',
  'error.rotation_open':
    '何も変更されていません。新しい外部 ID がすでに用意されています。スタックを更新するか、' +
    '先に交換をキャンセルしてください。',
  'error.rotation_not_open':
    '何も変更されていません。外部 ID の交換は完了したかキャンセルされたため、待っているものはありません。' +
    'ページを再読み込みしてください。',
  'error.rotation_taken_up':
    'ロールはすでに新しい外部 ID を受け入れているため、交換はもうキャンセルできません。現在は新しい ID が使われており、' +
    'アクセスは引き続き機能します。',
  'error.upgrade_open':
    '何も変更されていません。権限の更新がすでに用意されています。適用するか、先にキャンセルしてください。',
  'error.upgrade_not_open':
    '何も変更されていません。更新は適用されたかキャンセルされたため、待っているものはありません。' +
    'ページを再読み込みしてください。',
  'error.upgrade_not_offered':
    '何も変更されていません。ロールはすでにこのバージョンか、より新しいバージョンです。' +
    'ページを再読み込みしてください。',
  'error.permission_set_not_found':
    '何も変更されていません。{vendor} がこのバージョンの権限を取り下げました。' +
    'どのバージョンを使うかを {vendor} に確認してください。',
  'error.options_not_valid':
    '何も変更されていません。この設定ではロールを作成できません。設定の修正を {vendor} に依頼してください。',
  'error.role_arn_not_valid': '何も変更されていません。この接続のアカウントにある IAM ロールの ARN ではありません。',
  'error.role_not_of_this_connection':
    '何も変更されていません。このロールはこの接続のものではありません。接続の起動リンクからスタックを起動してください。',
  'error.limits_not_valid': '何も変更されていません。終了日またはアクセス時間帯が正しくありません。',
  'error.review_not_open': '何も変更されていません。この接続の審査はすでに完了しています。',
  'error.drill_not_open': '何も変更されていません。取り消しの訓練は行われていません。',
  'error.legacy_not_valid':
    '何も変更されていません。IAM ロールの ARN、または IAM ユーザーの ARN とそのアクセスキー ID ではありません。',
  'error.legacy_of_another_account':
    '何も変更されていません。このロールまたはユーザーは別の AWS アカウントにあります。',
  'error.legacy_is_own_role':
    '何も変更されていません。このロールはこの接続のものです。アクセスを終了するには、接続を取り消してください。',
  'error.legacy_already_recorded': '何も変更されていません。このロールまたはキーはすでに記録されています。',
  'error.legacy_too_many': '何も変更されていません。この接続には、以前のアクセスをこれ以上記録できません。',
  'error.legacy_not_found':
    '何も変更されていません。この以前のアクセスはもう一覧にありません。ページを再読み込みしてください。',
  'error.legacy_not_open':
    '何も変更されていません。この以前のアクセスはすでに終了済みです。ページを再読み込みしてください。',
  'error.link_not_found': 'このリンクは存在しません。{vendor} に新しいリンクを依頼してください。',
  'error.connection_not_found': 'この接続は存在しません。{vendor} に新しいリンクを依頼してください。',
  'error.tenant_not_found':
    'この接続は {vendor} のお客様に登録されていません。{vendor} に新しいリンクを依頼してください。',
  'error.check_not_found': 'このチェックは存在しません。ページを再読み込みして、最後のチェックを確認してください。',
  'error.body_too_large': '何も変更されていません。入力が長すぎます。短くしてから、もう一度お試しください。',
  'error.media_type_not_supported': '何も変更されていません。ページのフォームから、もう一度お試しください。',
  'error.overloaded':
    '混み合っているため処理できません。何も変更されていません。少し待ってから、もう一度お試しください。',
  'error.aws_unavailable': 'AWS から有効な応答がありません。何も変更されていません。数分後にもう一度お試しください。',
  'error.vendor_caller_unavailable':
    '何も変更されていません。{vendor} のサービスが現在 AWS を呼び出せません。お客様側での対応は不要です。' +
    '後ほどもう一度お試しください。',
  'error.store_unavailable':
    'サービスが現在データにアクセスできません。後ほどページを再読み込みし、変更が保存されたかを確認してください。',
  'error.sts_quota_reached':
    '何も変更されていません。{vendor} のサービスから AWS への呼び出しが上限に達しました。1 分後にもう一度お試しください。',
  'error.cursor_invalid':
    'この一覧のアドレスは無効になりました。ページをもう一度開いて、最新の項目を確認してください。',
  'error.unavailable': 'このページは現在利用できません。何も変更されていません。数分後にもう一度お試しください。',
  'error.internal': '当方でエラーが発生しました。お客様側での対応は不要です。もう一度お試しください。',
};
