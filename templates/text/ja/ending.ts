// Ending access: before, after, a deleted role, and an end by the customer. Japanese, typed by the English keys.
import type { ending as en } from '../en/ending.js';

export const ending: Record<keyof typeof en, string> = {
  // アクセスの終了
  'revoke.before': '取り消しの影響',
  'revoke.impact.sessions': 'アクティブな可能性のあるセッション: {count} 件。最後のセッションは {until} に失効します。',
  'revoke.impact.cut':
    'このうち {count} 件は何も操作できません。{before} より前に発行されたセッションをお客様が取り消したことを、' +
    '前回のチェックで確認しています。ポリシー AWSRevokeOlderSessions がロールにある間、この状態が続きます。',
  'revoke.impact.none': 'アクティブなセッションはありません。',
  'revoke.impact.lastUse': '最後の利用: {at}、利用者: {by}',
  'revoke.impact.lastUseAt': '最後の利用: {at}',
  'revoke.impact.neverUsed': '認証情報が発行されたことはありません。',
  'revoke.impact.notUsedSince': '{at} 以降、認証情報は発行されていません。',
  'revoke.stopped': '{at} に発行を停止しました',
  'revoke.until': '最後のセッションは {until} に失効します。',
  'revoke.validUntil':
    '発行済みの認証情報は、お客様の AWS アカウントでセッションを取り消さない限り、それまで有効です。',
  'revoke.noSessions': '有効な認証情報は残っていません。',
  'revoke.cut': 'ロールのアクティブなセッションを今すぐすべて取り消す',
  'revoke.cut.note':
    'このコマンドは、ポリシー AWSRevokeOlderSessions をロールに追加します。' +
    'この時点より前に作成されたセッションは、すべての操作が拒否されます。通常は数秒、長くても数分で反映されます。',
  'revoke.delete': 'スタックをロールごと削除する',
  'revoke.delete.closed':
    'まず、ロールのアクセス許可の境界に AWSDenyAll を設定します。以後、このロールでは誰も何も操作できず、' +
    '取り消したセッションもロールの削除まで取り消されたままです。組織の制限で境界を設定できない場合は、' +
    'この手順を省略してください。その場合、AWSRevokeOlderSessions を外してからロールが削除されるまでの間、' +
    '取り消したセッションが再び使えるようになります。',
  'revoke.delete.closed.label': '削除されるまでロールをブロックする',
  'revoke.delete.policies':
    'スタックが作成していないポリシーをデタッチします。残っていると CloudFormation はロールを削除できません。' +
    '次のコマンドは、前回のチェックで見つかったポリシーをデタッチします。最後のコマンドは、' +
    'セッションを取り消したポリシーを追加した場合に、それを外すものです。',
  'revoke.delete.policies.label': '追加されたポリシーをデタッチする',
  'revoke.delete.stack': '続いて、スタックを削除します。',
  'revoke.delete.conflict':
    '先にポリシーを削除またはデタッチする必要があると CloudFormation に表示された場合は、' +
    'ほかのポリシーが追加されています。IAM でロール {role} からデタッチしてから、' +
    'もう一度スタックを削除してください。',
  'revoke.delete.hand': 'スタックで作成したロールでない場合は、IAM でロール {role} を削除してください。',

  // 取り消しの後: ロールが使えなくなったかどうか
  'offboarding.consent': 'ロールが使えなくなったことを {vendor} がチェックすることに同意する',
  'offboarding.consent.why':
    'オンにすると、ロールが使えなくなったことを日付入りで確認できます。' +
    '{vendor} がまだロールを使える間は、その旨をお知らせします。',
  'offboarding.consent.note':
    '最長 30 日間、{vendor} が権限のない要求でロールをテストします。最初のうちは頻繁に、その後は 1 日 1 回です。' +
    '要求はすべてこのページに表示されます。お客様のアカウントが要求を受け入れている間は、' +
    'CloudTrail にも drawbridge-offboarding-check-… として記録されます。いつでも中止できます。' +
    'このチェックボックスをオフのままにすると、{vendor} はお客様のアカウントに以後何も送信せず、' +
    'ロールが使えなくなったかどうかもお知らせできません。',
  'offboarding.title': 'ロールが使えなくなったことの確認',
  'offboarding.declined':
    'お客様側の同意がないため、ロールはチェックされません。お客様のアカウントには以後何も送信されません。',
  'offboarding.checking.first':
    'ロールは自動的にチェックされます。最初のチェックは数分以内に行われ、遅くとも {until} に終了します。',
  'offboarding.checking.refused':
    'お客様のアカウントは {since} から {vendor} を拒否しています。1 時間にわたり繰り返し拒否されると、' +
    'ロールは使えなくなったと判断します。',
  'offboarding.checking.trusts':
    'ロールはまだ {vendor} を信頼しています（{since} から確認）。次の手順で削除してください。',
  'offboarding.confirmed':
    '{since} に取り消しを確認しました。お客様のアカウントは 1 時間以上にわたり {vendor} を繰り返し拒否しました。' +
    '以後何も送信されません。',
  'offboarding.stopped':
    '{since} にチェックを中止しました。ロールが使えなくなったことは確認できていません。' +
    'お客様のアカウントには以後何も送信されません。',
  'offboarding.unconfirmed':
    '{since} に 30 日間のチェックが終了しましたが、ロールが使えなくなったことは確認できませんでした。' +
    'お客様のアカウントには以後何も送信されません。',
  'offboarding.consent.tenant': 'チェックの可否は、お客様側がこのページで決めました。',
  'offboarding.consent.vendor': 'チェックの可否は、{vendor} がお客様に代わって記録しました。',
  'offboarding.lookedAt': '前回のチェック: {at}',
  'offboarding.delete': 'ロール {role} のスタックを削除する',
  'offboarding.stop': 'チェックを中止する',
  'offboarding.stop.note':
    'お客様のアカウントには以後何も送信されません。チェックは再開できず、' +
    'ロールが使えなくなったかどうかは確認できないままになります。',

  // 失われたロールを元に戻す
  'relaunch.title': '削除されたロールの復旧',
  'relaunch.note':
    '誤ってロールを削除した場合は、スタックをもう一度起動してください。ロールの名前と外部 ID は変わりません。' +
    'チェックに成功すると、{vendor} への認証情報の発行が再開されます。',
  'relaunch.exists':
    'スタック {stack} がすでに存在すると AWS に表示された場合は、先に削除してから起動してください。削除の方法:',

  // お客様自身による終了
  'ownEnd.title': 'お客様側でのアクセスの終了',
  'ownEnd.note':
    'ロールの削除、信頼ポリシーの変更、組織のポリシーによる拒否のいずれの場合も、AWS は同じエラーを返します。' +
    'お客様側で決めたことであれば、ここでお知らせください。そうでなければ、上記の原因を確認してください。',
  'ownEnd.cause': '行ったこと',
  'ownEnd.cause.none': '回答しない',
  'ownEnd.cause.role_deleted': 'スタックまたはロールを削除した',
  'ownEnd.cause.trust_edited': '信頼ポリシーを変更した',
  'ownEnd.cause.resource_control_policy': '組織のリソースコントロールポリシーで拒否している',
  'ownEnd.say': 'アクセスの終了を知らせる',
  'ownEnd.said.tenant': '{at} に、お客様側でアクセスを終了したとの連絡がありました。',
  'ownEnd.said.vendor': '{at} に、お客様側でアクセスを終了したことを {vendor} がお客様に代わって記録しました。',
  'ownEnd.gone':
    '認証情報は発行されません。{vendor} は、ロールが再び受け入れるかどうかを定期的にチェックします。' +
    'このチェックも止めるには、接続を取り消してください。',
};
