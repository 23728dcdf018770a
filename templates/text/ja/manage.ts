// The manage page, for the tenant's own people. Japanese, typed by the English keys.
import type { manage as en } from '../en/manage.js';

export const manage: Record<keyof typeof en, string> = {
  'manage.title': '{vendor} による AWS アカウント {account} へのアクセス',
  'manage.signedInAs': '{person} としてサインインしています（{until} まで）。',
  'manage.verifiedAt': '最初の検証',
  'manage.findings': '検出結果',
  'manage.widened': 'このロールは、{vendor} が説明した範囲を超える操作を許可しています。',
  'manage.widened.maybe': 'このロールは、{vendor} が説明した範囲を超える操作を許可している可能性があります。',
  'manage.widened.exact':
    '{vendor} が発行する認証情報では、追加された操作を実行できません。それでも追加分は削除してください。' +
    '追加されたものは下の検出結果で確認できます。',
  'manage.widened.by_service':
    '{vendor} が発行する認証情報は、説明済みのサービスに制限されています。' +
    '追加された操作の一部だけを実行できる可能性があります。下の検出結果を確認し、追加分を削除してください。',
  'manage.widened.none':
    '追加された操作は、追加分を削除するか認証情報が失効するまで、認証情報で実行できます。' +
    '追加されたものは下の検出結果で確認できます。',
  'manage.widened.aws':
    'AWS が管理するポリシーに AWS が権限を追加しており、認証情報でそれを使えます。下の検出結果で確認できます。',
  'manage.cap': '各セッションの制限',
  'cap.exact': '誰かがロールに権限を追加しても、各セッションで実行できるのは説明済みの操作だけです。',
  'cap.by_service':
    '誰かがロールに権限を追加しても、各セッションは説明済みのサービスと、そのアクセスレベルに制限されます。',
  'cap.managed': 'AWS が管理するポリシーについては、その時点で AWS が許可している操作を各セッションで実行できます。',
  'cap.none': 'セッション自体の制限はありません。ロールが許可する操作をすべて実行できます。',
  'finding.notLookedAt': '以前のチェックで検出されました。{at} 以降のチェックではテストしていません。',
  'manage.findings.none': '検出結果はありません。',
  'manage.findings.none.open': '未対応の検出結果はありません。',
  'manage.ledger': 'セッション',
  'manage.ledger.note':
    'すべてのセッションが、利用者と有効期限とともにここに記録されます。セッションで行われた操作は、' +
    'お客様の CloudTrail にセッション名で記録されています。',
  'manage.ledger.none': 'セッションはまだありません。',
  'manage.ledger.usesAtFirst':
    '最初は利用のセッションだけを表示しています。チェックのセッションを見るには種類「チェック」を、' +
    'すべてを見るには「すべて」を選んでください。',
  'manage.history': '履歴',
  'manage.sessionName': 'セッション名',
  'manage.from': '開始',
  'manage.until': '終了',
  'manage.for': '利用者',
  'manage.actions': 'お客様ができる操作',
  'manage.jump': 'このページの内容',
  'manage.jump.suspend': '一時停止または取り消し',
  'manage.jump.resume': '再開または取り消し',
  'manage.reason': '理由（履歴に記録されます）',
  'manage.reason.wrong':
    '何も変更されていません。理由は制御文字を含まない 1 行、500 文字以内で入力し、もう一度お試しください。',
  'manage.suspend': 'アクセスを一時停止する',
  'manage.suspend.note':
    'お客様がアクセスを再開するまで、{vendor} に認証情報は発行されません。お客様が一時停止したアクセスは、' +
    'お客様だけが再開できます。',
  'manage.suspend.note.notHere':
    'お客様がアクセスを再開するまで、{vendor} に認証情報は発行されません。' +
    'このリンクを開いた方を {vendor} が確認していないため、一時停止はできますが再開はできません。再開するには、' +
    '{vendor} のアプリケーションからこのページを開いてください。',
  'manage.drill':
    '{vendor} が取り消しの訓練を行っています。アクティブなセッションがすべて失効するまで、' +
    '認証情報は発行されません。その後チェックが実行され、アクセスは自動的に再開します。',
  'manage.resume': 'アクセスを再開する',
  'manage.resume.note': '先にチェックが実行されます。成功すると、認証情報の発行が再開されます。',
  'manage.resume.vendor': 'この接続は {vendor} が一時停止しました。再開できるのは {vendor} だけです。',
  'manage.resume.notHere':
    'このリンクを開いた方を {vendor} が確認していないため、お客様が一時停止したアクセスを再開できません。' +
    '{vendor} のアプリケーションからこのページを開いてください。',
  'manage.revoke': 'アクセスを取り消す',
  'manage.revoke.note': 'この操作は元に戻せません。再びアクセスを許可するには、新しい接続が必要です。',
  'manage.revoke.notHere':
    'このリンクでは一時停止はできますが、取り消しはできません。取り消せるリンクを {vendor} に依頼してください。' +
    '{vendor} を介さずにアクセスを終了することもできます。お客様の AWS アカウントでスタックを削除してください。',
  'manage.revoke.confirm': '確認のため、AWS アカウント番号を入力してください: {account}',
  'manage.own': 'お客様のアカウントでのアクセスの終了',
  'manage.own.note':
    'このアクセスは、このページを使わず、誰の許可も得ずに、AWS アカウント {account} でいつでも終了できます。' +
    'アクティブなセッションを取り消してから、スタックを削除してください。',
  'manage.own.commands': 'コマンド',
  'stack.title': 'スタック',
  'stack.name': '名前',
  'stack.region': 'リージョン',
  'stack.from.role':
    'ロールのタグに記録されているスタックです。このページのコマンドは、このリージョンでロールからスタックを検索します。',
  'stack.from.stated':
    '登録されたスタックです。このページのコマンドは、このリージョンでロールからスタックを検索します。',
  'stack.from.default':
    '起動リンクが作成するスタックです。このページのコマンドは、このリージョンでロールからスタックを検索します。',
  'stack.status': '状態',
  'stack.template': 'テンプレートのバージョン',
  'stack.drift.in_sync':
    'CloudFormation はドリフトを検出していません。ロールはスタックのテンプレートと一致しています。',
  'stack.drift.drifted': 'CloudFormation がドリフトを検出しました。ロールがスタックのテンプレートと異なります。',
  'stack.drift.deleted': 'CloudFormation によると、このスタックのロールはスタックの外で削除されています。',
  'stack.drift.not_known': 'このスタックについて、CloudFormation の結果を得られませんでした。',
  'stack.drift.blind':
    'CloudFormation が比較するのは、テンプレートで設定された項目だけです。後から追加された管理ポリシーは検出されません。' +
    '権限に影響しない違いが報告されることもあります。',
  'stack.why.denied': 'ロールに読み取りの許可がありません。スタックの名前が、ロールの作成時と異なる可能性があります。',
  'stack.why.absent': 'スタックが存在しないか、削除されています。',
  'stack.why.other_stack': 'このスタックにロールは含まれていません。',
  'stack.why.busy': '別の検出が実行中でした。',
  'stack.why.failed': '検出が失敗しました。',
  'stack.why.unfinished': '検出が 1 分以内に終わりませんでした。',
  'stack.why.not_checked': 'ロールは検出の対象になりませんでした。',
  'stack.why.aws_fault': 'AWS から有効な応答がありませんでした。',
  'stack.foundBy.neither': '弊社の比較でも違いはありません。',
  'stack.foundBy.both': '弊社の比較でも違いを検出しています。',
  'stack.foundBy.comparison_only': '弊社の比較では、CloudFormation が検出しない違いを検出しています。',
  'stack.foundBy.stack_only': '弊社の比較では、権限に影響する違いはありません。',
  'stack.repair': '修復',
  'stack.repair.note':
    '最初のコマンドは、テンプレートの状態に戻す変更セットを作成して表示します。内容を確認してから、同じターミナルで 2 つ目の' +
    'コマンドを実行してください。',
  'stack.repair.review': '修復内容の作成と確認',
  'stack.repair.apply': '修復の適用',
  'stack.state': '別のスタックを登録する',
  'stack.state.note':
    'スタックを別の名前または別のリージョンで作成した場合に使用します。お客様のアカウントは変更されません。',
  'stack.state.name': 'スタックの名前または ARN',
  'stack.state.region': 'リージョン（ARN の場合は不要）',
  'manage.done.suspended': 'アクセスを一時停止しました。認証情報は発行されません。',
  'manage.done.resumed': 'アクセスを再開しました。チェックを実行しています。',
  'manage.done.revoked': 'アクセスを取り消しました。認証情報が再び発行されることはありません。',
};
