// History rows: what happened, who did it, why. Japanese, typed by the English keys.
import type { history as en } from '../en/history.js';

export const history: Record<keyof typeof en, string> = {
  'change.connection.created':
    '{who}が、AWS アカウント {account} への接続を作成しました（許可セット {set}、バージョン {version}）。',
  'change.connection.changed': '{who}が、起動前の接続を変更しました（{changed}）。',
  'change.connection.limits-changed': '{who}が、接続を利用できる期間を変更しました（{endsAt}、{windows}）。',
  'change.connection.revoke-proposed': '取り消しを推奨します。実行には担当者の確認が必要です。',
  'change.connection.revoke-proposed.end_date':
    '終了日を過ぎたため、取り消しを推奨します。実行には担当者の確認が必要です。',
  'change.connection.revoke-proposed.gone':
    'AWS アカウント側でアクセスが終了したため、取り消しを推奨します。実行には担当者の確認が必要です。',
  'change.connection.revoke-proposed.unused':
    '90 日間利用されていないため、取り消しを推奨します。実行には担当者の確認が必要です。',
  'change.connection.revoke-proposal-lifted': '理由がなくなったため、取り消しの推奨を取り下げました。',
  'change.connection.values-stated': '{who}が、アクセス許可に必要な値を入力しました: {values}。',
  'change.connection.stack-stated': '{who}が、ロールを含むスタックを {region} の {stackName} と登録しました。',
  'change.connection.launched-again':
    '{who}が、スタックをもう一度起動するための新しい名前を依頼しました（起動 {launch}）。',
  'change.connection.reviewed': '{who}が、接続の審査結果を決定しました{because}。',
  'change.connection.reviewed.approved': '{who}が、審査の結果、接続を承認しました{because}。',
  'change.connection.reviewed.refused': '{who}が、審査の結果、接続を承認しませんでした{because}。',
  'change.connection.verified':
    'ロールが正しい外部 ID を示した {vendor} だけを受け入れることを、チェックで初めて証明しました。' +
    '健全性: {health}。検出結果: {findings}。',
  'change.connection.checked': '前回のチェックと結果が異なります。健全性: {health}。検出結果: {findings}。',
  'change.connection.checked.admitted':
    'チェックに成功しました。前回のチェックと結果が異なります。健全性: {health}。検出結果: {findings}。',
  'change.connection.checked.first':
    '接続の作成または再開後、初めてのチェックに成功しました。健全性: {health}。検出結果: {findings}。',
  'change.connection.checked.refused': 'ロールがチェックを拒否しました。健全性: {health}。検出結果: {findings}。',
  'change.connection.checked.unsafe':
    '拒否すべき要求をロールが受け入れました。健全性: {health}。検出結果: {findings}。',
  'change.connection.rotation-started':
    '{who}が、新しい外部 ID を依頼しました{because}。{deadline} までにスタックが更新されない場合はキャンセルされ' +
    'ます。',
  'change.connection.rotation-cancelled':
    '{who}が、新しい外部 ID をキャンセルしました{because}。現在の ID を引き続き使います。',
  'change.connection.rotation-cancelled.system':
    '期限を過ぎたため、新しい外部 ID はキャンセルされました。現在の ID を引き続き使います。',
  'change.connection.rotation-switched':
    'ロールが新しい外部 ID を受け入れることを、チェックで確認しました。以後、この ID を使います。',
  'change.connection.rotation-switched.ask':
    'ロールが新しい外部 ID を受け入れることを、認証情報の要求で確認しました。以後、この ID を使います。',
  'change.connection.rotation-switched.cancel':
    'ロールがすでに受け入れているため、新しい外部 ID をキャンセルできませんでした。以後、この ID を使います。',
  'change.connection.rotation-finished': 'ロールが以前の外部 ID を拒否することを、チェックで証明しました。',
  'change.connection.upgrade-started':
    '{who}が、許可セットのバージョン {from} から {to} への更新を依頼しました{because}。',
  'change.connection.upgrade-started.end':
    '{who}が、{trustEnd}ように、ロールの更新を依頼しました{because}。許可セットは変わりません。',
  'change.connection.upgrade-started.values':
    '{who}が、許可セット {set} {to} の値（{values}）を変えるロールの更新を依頼しました{because}。',
  'change.connection.upgrade-started.both':
    '{who}が、許可セットのバージョン {from} から {to} への更新と、{trustEnd}ようにする更新を依頼しました{because}。',
  'change.trustEnd': '信頼ポリシーが {at} に失効する',
  'change.trustEnd.none': '信頼ポリシーが失効しない',
  'change.boundary': 'アクセス許可の境界が {arn} になる',
  'change.boundary.none': 'アクセス許可の境界がなくなる',
  'change.stackDrift': 'チェックがスタックについて CloudFormation に問い合わせられる',
  'change.stackDrift.none': 'チェックがスタックについて CloudFormation に問い合わせられなくなる',
  'change.connection.upgrade-cancelled':
    '{who}が、ロールの更新をキャンセルしました{because}。許可セットのバージョン {version}、信頼ポリシー、' +
    'アクセス許可の境界は変わりません。',
  'change.connection.upgrade-cancelled.system':
    'バージョンが取り下げられたため、許可セットの更新はキャンセルされました。' +
    'バージョン {version} を引き続き使います。',
  'change.connection.upgraded':
    'チェックで更新を確認しました。ロールはご案内した内容（許可セット {set} のバージョン {version}）になりました。',
  'change.connection.suspended': '{who}が、接続を一時停止しました{because}。再開されるまで認証情報は発行されません。',
  'change.connection.resumed': '{who}が、接続を再開しました{because}。認証情報の発行前にチェックが行われます。',
  'change.connection.resumed.still':
    '{who}が、自分の側の一時停止を解除しました{because}。もう一方の側による一時停止は続いています。',
  'change.connection.end-stated': '{who}が、AWS アカウント側でアクセスを終了したと報告しました{because}。',
  'change.connection.end-stated.cause':
    '{who}が、AWS アカウント側でアクセスを終了したと報告しました{because}。行ったこと: {cause}。',
  'change.connection.drill-started':
    '{who}が、取り消しの訓練を開始しました{because}。アクティブなセッションがすべて失効するまで、' +
    '認証情報は発行されません。',
  'change.connection.drill-finished':
    '取り消しの訓練が完了しました。要求から最後のセッションの終了まで: {endAfter}。' +
    'アクティブなセッション: {sessionsAlive}。停止後に認証情報を返した応答: {handedOutAfterStop}。' +
    '認証情報の発行前にチェックが行われます。',
  'change.connection.legacy-recorded':
    '{who}が、アカウントへの以前のアクセスとして{legacy}を記録しました{because}。本サービスが使うことはありません。',
  'change.connection.legacy-closed':
    '{who}が、{person}からの報告により、以前のアクセスである{legacy}を削除済みとして記録しました。',
  'change.connection.legacy-retracted':
    '{who}が、以前のアクセスとして誤って記録された{legacy}を取り下げました{because}。',
  'change.connection.legacy-reminded':
    '代わりのロールが機能していますが、以前のアクセスがまだ残っています。件数: {open}。' +
    '残っているもの: {openLegacy}。',
  'legacyNamed.role': 'ロール「{arn}」',
  'legacyNamed.user': '「{arn}」のアクセスキー「{key}」',
  'change.connection.deviation-accepted':
    '{who}が、検出結果「{finding}」を既知の差異として {until} まで承認しました{because}。',
  'change.connection.deviation-accepted.backend':
    '{who}が、検出結果「{finding}」を既知の差異として {until} まで{person}が承認したことを記録しました{because}。',
  'change.connection.acceptance-removed':
    '{who}が、検出結果「{finding}」の承認を取り消しました{because}。検出結果は再び未対応になりました。',
  'change.connection.acceptance-reminded':
    '検出結果「{finding}」の承認は {until} に終了します。その後、検出結果は再び未対応になります。',
  'change.connection.acceptance-ended': '検出結果「{finding}」の承認は無効になりました。',
  'change.connection.acceptance-ended.changed':
    'ロールまたは差異の内容が変わったため、検出結果「{finding}」の承認は無効になりました。',
  'change.connection.acceptance-ended.gone': '検出結果「{finding}」が解消されたため、その承認は不要になりました。',
  'change.connection.acceptance-ended.ended':
    '検出結果「{finding}」の承認期間が終了しました。検出結果は再び未対応になりました。',
  'change.connection.revoked': '{who}が、接続を取り消しました{because}。アクセスは完全に終了しました。',
  'change.connection.revoked.mayCheck':
    '{who}が、接続を取り消しました{because}。アクセスは完全に終了しました。' +
    'ロールが使えなくなったことのチェックは許可されています。',
  'change.connection.revoked.mayNotCheck':
    '{who}が、接続を取り消しました{because}。アクセスは完全に終了しました。' +
    'ロールが使えなくなったことのチェックは許可されていません。',
  'change.connection.offboarding-checked': '取り消し後のチェックで、ロールが使えなくなったかどうかをテストしました。',
  'change.connection.offboarding-checked.admitted':
    '取り消し後のチェックで、ロールがまだ {vendor} を信頼していることを確認しました。',
  'change.connection.offboarding-checked.refused':
    '取り消し後のチェックで、ロールが {vendor} を拒否することを確認しました。',
  'change.connection.revocation-confirmed':
    '取り消しを確認しました。ロールは {refusedSince} から繰り返し {vendor} を拒否しています。' +
    '以後何も送信されません。',
  'change.connection.offboarding-stopped':
    '{who}が、ロールが使えなくなったことのチェックを中止しました{because}。以後何も送信されません。',
  'change.connection.offboarding-ended':
    '30 日間のチェックが終了しましたが、ロールが使えなくなったことは確認できませんでした。以後何も送信されません。',
  'change.connection.expired': '期限までに起動されなかったため、接続は期限切れになりました。',
  'change.tenant.created': '{who}が、顧客 {name} を登録しました。',
  'change.tenant.changed': '{who}が、顧客 {name} の登録内容を修正しました: {changed}。',
  'change.tenant.closed': '{who}が、顧客 {name} の利用を終了しました{because}。',
  'change.key.created': '{who}が、API キー {name}（{scope}）を作成しました。',
  'change.key.rotated': '{who}が、API キー {name} のシークレットを更新しました。',
  'change.key.revoked': '{who}が、API キー {name} を取り消しました。',
  'change.link.created': '{who}が、リンクを作成しました。',
  'change.link.created.hand-off': '{who}が、引き渡しリンクを作成しました。',
  'change.link.created.manage': '{who}が、{person} の管理リンクを作成しました。',
  'change.link.revoked': '{who}が、リンクを取り消しました。',
  'change.link.revoked.hand-off': '{who}が、引き渡しリンクを取り消しました。',
  'change.link.revoked.manage': '{who}が、{person} の管理リンクを取り消しました。',
  'change.webhook.created': '{who}が、Webhook {id} を作成しました。',
  'change.webhook.rotated': '{who}が、Webhook {id} のシークレットを更新しました。',
  'change.webhook.disabled': '{who}が、Webhook {id} を無効にしました。',
  'change.webhook.failing': 'Webhook {id} の送信先がイベントを受け付けていません。',
  'change.webhook.recovered': 'Webhook {id} の送信先が、再びイベントを受け付けました。',
  'change.permission-set.published': '許可セット {set} のバージョン {version} が公開されました。',
  'change.other': '{who}による変更（{action}）{because}。',
  'change.unreadable': 'この行は本キットの形式ではありません。履歴を検証してください。',
  'changed.name': '名前',
  'changed.reference': '管理番号',
  'changed.options': 'ロールのオプション',
  'changed.maxSessionSeconds': '最大セッション時間',
  'changed.roleArn': 'ロール名',
  'changed.endsAt': '終了日',
  'changed.windows': 'アクセス時間帯',
  'limit.endsAt': '{at} まで',
  'limit.endsAt.none': '終了日なし',
  'limit.windows': '{windows}（UTC）',
  'limit.windows.none': '時間帯の制限なし',
  because: '（理由: {reason}）',
};
