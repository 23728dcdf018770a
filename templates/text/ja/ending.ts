// Ending access: before, after, when a role is gone, and when the customer ends it. Japanese, typed by the English keys.
import type { ending as en } from '../en/ending.js';

export const ending: Record<keyof typeof en, string> = {
  // アクセスの終了
  'revoke.before': 'これから起こること',
  'revoke.impact.sessions': '有効な可能性のあるセッションは {count} 件で、最後のものは {until} に終了します。',
  'revoke.impact.cut':
    'このうち {count} 件は何も操作できません。前回のチェックで、{before} より前に発行されたセッションをお客様が無効化したことを確認しています。ポリシー AWSRevokeOlderSessions がロールにある間、この状態が続きます。',
  'revoke.impact.none': '有効なセッションはありません。',
  'revoke.impact.lastUse': '最後の利用: {at}、利用者: {by}',
  'revoke.impact.lastUseAt': '最後の利用: {at}',
  'revoke.impact.neverUsed': '認証情報は一度も引き渡されていません。',
  'revoke.impact.notUsedSince': '{at} 以降、認証情報は引き渡されていません。',
  'revoke.stopped': '{at} に発行を停止しました。',
  'revoke.until': '最後のセッションは {until} に終了します。',
  'revoke.validUntil': '発行済みの認証情報は、AWS アカウントで無効にしない限り、それまで有効です。',
  'revoke.noSessions': '有効な認証情報はもうありません。',
  'revoke.cut': 'ロールのすべてのセッションを今すぐ無効にする',
  'revoke.cut.note':
    'この時点より前に作成されたセッションのすべての操作を拒否するポリシー AWSRevokeOlderSessions を追加します。通常は数秒、長くても数分で効果が現れます。',
  'revoke.delete': 'スタックを、ロールごと削除する',
  'revoke.delete.closed':
    'まず、ロールのアクセス許可の境界に AWSDenyAll を設定します。以後このロールでは誰も何も操作できず、ロールが削除されるまで、無効にしたセッションは無効のままです。組織の制限で境界を設定できない場合は、省いて次へ進んでください。その場合、AWSRevokeOlderSessions を外してからロールが削除されるまでの間、無効にしたセッションが再び有効になります。',
  'revoke.delete.closed.label': '削除されるまでロールを閉じておく',
  'revoke.delete.policies':
    '次に、スタックが作成したものではないポリシーを外します。これらが残っていると CloudFormation はロールを削除できません。前回のチェックで見つかったもの、最後に、追加した場合はセッションを無効にしたポリシーの順です。',
  'revoke.delete.policies.label': '追加されたポリシーを外す',
  'revoke.delete.stack': 'そのあと、スタックを削除します。',
  'revoke.delete.conflict':
    '先にポリシーを削除またはデタッチする必要があると CloudFormation に表示された場合は、ほかのポリシーが追加されています。IAM でロール {role} から外してから、もう一度スタックを削除してください。',
  'revoke.delete.hand': 'スタックで作成したロールでない場合は、IAM でロール {role} を削除してください。',

  // 取り消しの後: ロールが閉じられたかどうか
  'offboarding.consent': 'ロールが閉じられたことを {vendor} が確認してもよい',
  'offboarding.consent.note':
    '最長 30 日間、最初の数時間の後は 1 日 1 回、権限のない要求で確認します。要求はすべてこのページに記録され、お客様のアカウントが受け入れている間は CloudTrail にも drawbridge-offboarding-check-… として記録されます。いつでも中止できます。チェックを外すと、{vendor} はお客様のアカウントに何も送らず、ロールが閉じられたかどうかもお知らせできません。',
  'offboarding.title': 'ロールは閉じられましたか',
  'offboarding.declined':
    '確認は行いません。お客様の側で同意がなかったためです。お客様のアカウントには何も送られません。',
  'offboarding.checking.first': '自動的に確認します。最初の確認は数分以内、最長で {until} までです。',
  'offboarding.checking.refused':
    'お客様のアカウントは {since} から {vendor} を拒否しています。1 時間にわたり繰り返し拒否されると、閉じられたものと判断します。',
  'offboarding.checking.trusts':
    'ロールはまだ {vendor} を信頼しています（{since} から確認）。次の方法で削除してください。',
  'offboarding.confirmed':
    '{since} に取り消しを確認しました。お客様のアカウントは 1 時間以上にわたり {vendor} を繰り返し拒否しました。今後は何も送られません。',
  'offboarding.stopped':
    '{since} に確認を中止しました。お客様のアカウントには何も送られません。ロールが閉じられたことは証明されていません。',
  'offboarding.unconfirmed':
    '{since} に 30 日が過ぎましたが、ロールが閉じられたことは証明されていません。お客様のアカウントには何も送られません。',
  'offboarding.consent.tenant': '確認の可否は、お客様側がこのページで回答したものです。',
  'offboarding.consent.vendor': '確認の可否は、お客様に代わって {vendor} が回答したものです。',
  'offboarding.lookedAt': '前回の確認: {at}',
  'offboarding.delete': 'ロール {role} のスタックを削除する',
  'offboarding.stop': '確認を中止する',
  'offboarding.stop.note':
    '以後、お客様のアカウントには何も送られません。確認が再開されることはなく、ロールが閉じられたかどうかは分からないままになります。',

  // 失われたロールを元に戻す
  'relaunch.title': 'ロールは誤って削除されましたか',
  'relaunch.note':
    'その場合は、スタックをもう一度起動してください。ロールは同じ名前と外部 ID で元に戻ります。チェックで確認でき次第、{vendor} への認証情報の発行が再開されます。',
  'relaunch.exists':
    'スタック {stack} がすでに存在すると AWS に表示された場合は、先にそれを削除してから起動してください。削除の方法:',

  // お客様自身による終了
  'ownEnd.title': 'お客様側でアクセスを終了しましたか',
  'ownEnd.note':
    'ロールの削除、信頼ポリシーの変更、組織による制限のいずれの場合も、AWS は同じ応答を返します。お客様側で決めたことであれば、ここでお知らせください。そうでなければ、上の原因を確認してください。',
  'ownEnd.cause': '行ったこと',
  'ownEnd.cause.none': '回答しない',
  'ownEnd.cause.role_deleted': 'スタックまたはロールを削除した',
  'ownEnd.cause.trust_edited': '信頼ポリシーを変更した',
  'ownEnd.cause.resource_control_policy': '組織のリソースコントロールポリシーで拒否している',
  'ownEnd.say': 'アクセスを終了しました',
  'ownEnd.said.tenant': '{at} に、お客様側でアクセスを終了したとの申告がありました。',
  'ownEnd.said.vendor':
    '{at} に、お客様からの連絡に基づき、お客様側でアクセスを終了したことを {vendor} が記録しました。',
  'ownEnd.gone':
    '認証情報は発行されません。{vendor} は、ロールが再び受け入れるかどうかを引き続き時々確認します。それも終わらせるには、接続を取り消してください。',
};
