// The manage page, for the tenant's own people. Japanese, typed by the English keys.
import type { manage as en } from '../en/manage.js';

export const manage: Record<keyof typeof en, string> = {
  'manage.title': '{vendor} による AWS アカウント {account} へのアクセス',
  'manage.signedInAs': '{person} として表示しています（{until} まで）。',
  'manage.state': '状態',
  'manage.health': '健全性',
  'manage.findings': '検出事項',
  'manage.findings.sessionsToo':
    'ロールに追加された操作は、取り除かれるか有効期限が切れるまで、すでに引き渡された認証情報でも実行できます。',
  'finding.notLookedAt': '以前のチェックで検出された事項です。{at} 以降のチェックでは確認していません。',
  'manage.findings.none': '検出事項はありません。',
  'manage.ledger': 'アクセスを利用した人',
  'manage.ledger.note':
    '作成されたすべてのセッションと、その利用者、有効期限です。セッションで行われた操作は、お客様の CloudTrail にセッション名で記録されています。',
  'manage.ledger.none': 'まだ誰も利用していません。',
  'manage.ledger.usesAtFirst':
    '利用だけを表示しています。チェックのセッションは種類「チェック」に、全部まとめたものは「すべて」にあります。',
  'manage.history': '変更の内容、変更した人、理由',
  'manage.sessionName': 'セッション名',
  'manage.from': '開始',
  'manage.until': '終了',
  'manage.for': '利用者',
  'manage.actions': 'できること',
  'manage.jump': 'このページの内容',
  'manage.jump.suspend': '一時停止または取り消し',
  'manage.jump.resume': '再開または取り消し',
  'manage.reason': '理由（履歴に残ります）',
  'manage.reason.wrong':
    '何も変更されていません。理由は制御文字を含まない 1 行、500 文字以内で入力し、もう一度お試しください。',
  'manage.suspend': '一時停止する',
  'manage.suspend.note':
    '再開されるまで {vendor} に認証情報は発行されません。お客様が一時停止したものは、お客様だけが再開できます。',
  'manage.suspend.note.notHere':
    '再開されるまで {vendor} に認証情報は発行されません。このリンクは {vendor} のサポートが作成したため、一時停止はできますが再開はできません。再開するには、{vendor} のアプリケーションからこのページを開いてください。',
  'manage.drill':
    '{vendor} が取り消しの訓練を行っています。発行済みの認証情報が失効するまで、認証情報は発行されません。その後、確認を経てアクセスは自動的に再開します。',
  'manage.resume': '再開する',
  'manage.resume.note': '先にチェックが実行され、合格すると認証情報の発行が再開されます。',
  'manage.resume.vendor': '{vendor} がこの接続を一時停止しました。解除できるのは {vendor} だけです。',
  'manage.resume.notHere':
    'このリンクは {vendor} のサポートが作成したため、お客様が一時停止したものを再開できません。{vendor} のアプリケーションからこのページを開いてください。',
  'manage.revoke': '完全に取り消す',
  'manage.revoke.note': 'この操作は元に戻せません。再びアクセスを許可するには、新しい接続を作成します。',
  'manage.revoke.notHere':
    'このリンクでは一時停止はできますが、取り消しはできません。取り消せるリンクを {vendor} に依頼してください。リンクがなくても、お客様の AWS アカウントでスタックを削除すれば、いつでもアクセスを終了できます。',
  'manage.revoke.confirm': '確認のため、AWS アカウントの番号を入力してください: {account}',
  'manage.own': 'お客様のアカウントで終了する',
  'manage.own.note':
    'このアクセスは、このページを使わず、誰の許可も得ずに、AWS アカウント {account} でいつでも終了できます。発行済みのセッションを無効にしてから、スタックを削除してください。',
  'manage.own.commands': 'コマンド',
  'manage.done.suspended': '一時停止しました。認証情報はもう発行されません。',
  'manage.done.resumed': '再開しました。チェックを実行しています。',
  'manage.done.revoked': '取り消しました。認証情報が再び発行されることはありません。',
};
