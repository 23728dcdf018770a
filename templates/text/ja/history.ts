// History rows: what happened, who did it, why. Japanese, typed by the English keys.
import type { history as en } from '../en/history.js';

export const history: Record<keyof typeof en, string> = {
  'change.connection.created':
    '{who}が、AWS アカウント {account} への接続を作成しました（許可セット {set}、バージョン {version}）。',
  'change.connection.changed': '{who}が、起動前の接続を変更しました（{changed}）。',
  'change.connection.limits-changed': '{who}が、接続を使用できる期間を変更しました（{endsAt}、{windows}）。',
  'change.connection.revoke-proposed': 'この接続の取り消しが提案されました。決めるのは人です。',
  'change.connection.revoke-proposed.end_date':
    '終了日を過ぎたため、この接続の取り消しが提案されました。決めるのは人です。',
  'change.connection.revoke-proposed.gone':
    'AWS アカウント側でアクセスが終了したため、この接続の取り消しが提案されました。決めるのは人です。',
  'change.connection.revoke-proposed.unused':
    '90 日間使用されていないため、この接続の取り消しが提案されました。決めるのは人です。',
  'change.connection.revoke-proposal-lifted': '理由がなくなったため、取り消しの提案が取り下げられました。',
  'change.connection.launched-again':
    '{who}が、ロールをもう一度起動するための新しい名前を求めました（起動 {launch}）。',
  'change.connection.reviewed': '{who}が、確認待ちの接続について判断しました{because}。',
  'change.connection.reviewed.approved': '{who}が、確認待ちの接続を承認しました{because}。',
  'change.connection.reviewed.refused': '{who}が、確認待ちの接続を承認しませんでした{because}。',
  'change.connection.verified':
    'ロールが外部 ID を使う {vendor} だけを受け入れることを、チェックが初めて確認しました。健全性: {health}。検出事項: {findings}。',
  'change.connection.checked': 'チェックが前回と異なる結果を検出しました。健全性: {health}。検出事項: {findings}。',
  'change.connection.checked.admitted':
    'ロールはチェックを受け入れましたが、前回と異なる結果が検出されました。健全性: {health}。検出事項: {findings}。',
  'change.connection.checked.first':
    '接続の作成または再開後、初めてのチェックがロールに受け入れられました。健全性: {health}。検出事項: {findings}。',
  'change.connection.checked.refused': 'ロールがチェックを拒否しました。健全性: {health}。検出事項: {findings}。',
  'change.connection.checked.unsafe':
    'ロールが、拒否すべきチェックの要求を受け入れました。健全性: {health}。検出事項: {findings}。',
  'change.connection.rotation-started':
    '{who}が、新しい外部 ID を求めました{because}。{deadline} までにスタックが更新されなければ中止されます。',
  'change.connection.rotation-cancelled':
    '{who}が、新しい外部 ID を中止しました{because}。現在の ID がそのまま残ります。',
  'change.connection.rotation-cancelled.system':
    '期限を過ぎたため、新しい外部 ID は中止されました。現在の ID がそのまま残ります。',
  'change.connection.rotation-switched':
    'ロールが新しい外部 ID を受け入れることを、チェックが確認しました。現在はこの ID が使われます。',
  'change.connection.rotation-switched.ask':
    'ロールが新しい外部 ID を受け入れることが、認証情報の要求で分かりました。現在はこの ID が使われます。',
  'change.connection.rotation-switched.cancel':
    '新しい外部 ID を中止しようとしましたが、ロールはすでに受け入れています。現在はこの ID が使われます。',
  'change.connection.rotation-finished': 'ロールが以前の外部 ID を拒否することを、チェックが確認しました。',
  'change.connection.upgrade-started':
    '{who}が、許可セットをバージョン {from} から {to} へ更新するよう求めました{because}。',
  'change.connection.upgrade-started.end':
    '{who}が、{trustEnd}よう、ロールの更新を求めました{because}。許可セットは変わりません。',
  'change.connection.upgrade-started.both':
    '{who}が、許可セットをバージョン {from} から {to} へ更新し、{trustEnd}よう求めました{because}。',
  'change.trustEnd': '信頼ポリシーが {at} に自動的に終了する',
  'change.trustEnd.none': '信頼ポリシーが自動的には終了しない',
  'change.connection.upgrade-cancelled':
    '{who}が、ロールの更新を中止しました{because}。許可セットのバージョン {version} も信頼ポリシーもそのまま残ります。',
  'change.connection.upgrade-cancelled.system':
    'バージョンが取り下げられたため、許可セットの更新は中止されました。バージョン {version} がそのまま残ります。',
  'change.connection.upgraded':
    'チェックが更新を確認しました。ロールは許可セット {set} のバージョン {version} のとおりです。',
  'change.connection.suspended': '{who}が、接続を一時停止しました{because}。再開されるまで認証情報は発行されません。',
  'change.connection.resumed': '{who}が、接続を再開しました{because}。認証情報の発行前にチェックが行われます。',
  'change.connection.resumed.still':
    '{who}が、自分の側の一時停止を解除しました{because}。もう一方の側による一時停止は続いています。',
  'change.connection.end-stated': '{who}が、AWS アカウント側でアクセスを終了したと申告しました{because}。',
  'change.connection.end-stated.cause':
    '{who}が、AWS アカウント側でアクセスを終了したと申告しました{because}。行われたこと: {cause}。',
  'change.connection.drill-started':
    '{who}が、取り消しの訓練を始めました{because}。発行済みの認証情報が失効するまで、認証情報は発行されません。',
  'change.connection.drill-finished':
    '取り消しの訓練が終わりました。要求から最後のセッションの終了まで: {endAfter}。有効だったセッション: {sessionsAlive}。停止後に渡された認証情報: {handedOutAfterStop}。認証情報の発行前にチェックが行われます。',
  'change.connection.legacy-recorded':
    '{who}が、アカウントへの以前からのアクセスとして{legacy}を記録しました{because}。使われることはありません。',
  'change.connection.legacy-closed':
    '{who}が、{person}からの申告により、以前のアクセスである{legacy}を削除済みとしました。',
  'change.connection.legacy-retracted':
    '{who}が、以前のアクセスとして誤って記録された{legacy}を取り下げました{because}。',
  'change.connection.legacy-reminded':
    '代わりのロールが機能していますが、以前のアクセスがまだ残っています。件数: {open}。残っているもの: {openLegacy}。',
  'legacyNamed.role': 'ロール「{arn}」',
  'legacyNamed.user': '「{arn}」のアクセスキー「{key}」',
  'change.connection.revoked': '{who}が、接続を取り消しました{because}。アクセスは完全に終了しました。',
  'change.connection.revoked.mayCheck':
    '{who}が、接続を取り消しました{because}。アクセスは完全に終了しました。ロールが閉じられたかどうかの確認は許可されています。',
  'change.connection.revoked.mayNotCheck':
    '{who}が、接続を取り消しました{because}。アクセスは完全に終了しました。ロールが閉じられたかどうかの確認は許可されていません。',
  'change.connection.offboarding-checked': '取り消し後、ロールが閉じられたかどうかを確認しました。',
  'change.connection.offboarding-checked.admitted':
    '取り消し後、ロールが閉じられたかどうかを確認しました。ロールはまだ {vendor} を信頼しています。',
  'change.connection.offboarding-checked.refused':
    '取り消し後、ロールが閉じられたかどうかを確認しました。ロールは {vendor} を拒否しました。',
  'change.connection.revocation-confirmed':
    '取り消しを確認しました。ロールは {refusedSince} から繰り返し {vendor} を拒否しています。今後は何も送信されません。',
  'change.connection.offboarding-stopped':
    '{who}が、ロールが閉じられたかどうかの確認を停止しました{because}。今後は何も送信されません。',
  'change.connection.offboarding-ended':
    '30 日間の確認期間が終わりましたが、ロールが閉じられたことは確認できませんでした。今後は何も送信されません。',
  'change.connection.expired': '期限までに起動されなかったため、接続は期限切れになりました。',
  'change.tenant.created': '{who}が、顧客 {name} を登録しました。',
  'change.tenant.closed': '{who}が、顧客 {name} を終了しました{because}。',
  'change.key.created': '{who}が、API キー {name}（{scope}）を作成しました。',
  'change.key.rotated': '{who}が、API キー {name} のシークレットを新しくしました。',
  'change.key.revoked': '{who}が、API キー {name} を取り消しました。',
  'change.link.created': '{who}が、リンクを作成しました。',
  'change.link.created.hand-off': '{who}が、引き渡しリンクを作成しました。',
  'change.link.created.manage': '{who}が、{person} の管理リンクを作成しました。',
  'change.link.revoked': '{who}が、リンクを取り消しました。',
  'change.link.revoked.hand-off': '{who}が、引き渡しリンクを取り消しました。',
  'change.link.revoked.manage': '{who}が、{person} の管理リンクを取り消しました。',
  'change.webhook.created': '{who}が、Webhook {id} を作成しました。',
  'change.webhook.rotated': '{who}が、Webhook {id} のシークレットを新しくしました。',
  'change.webhook.disabled': '{who}が、Webhook {id} を無効にしました。',
  'change.permission-set.published': '許可セット {set} のバージョン {version} が公開されました。',
  'change.other': '{who}による変更（{action}）{because}。',
  'change.unreadable': 'この行は、本キットが書く形式ではありません。履歴を検証してください。',
  'changed.options': 'ロールのオプション',
  'changed.maxSessionSeconds': '最長セッション時間',
  'changed.roleArn': 'ロール名',
  'changed.endsAt': '終了日',
  'changed.windows': 'アクセス時間帯',
  'limit.endsAt': '{at} まで',
  'limit.endsAt.none': '終了日なし',
  'limit.windows': '{windows}（UTC）',
  'limit.windows.none': '時間帯の制限なし',
  because: '（理由: {reason}）',
};
