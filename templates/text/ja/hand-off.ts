// The hand-off page, for the person who launches the stack. Japanese, typed by the English keys.
import type { handOff as en } from '../en/hand-off.js';

export const handOff: Record<keyof typeof en, string> = {
  'handoff.title': '{vendor} に AWS アカウントへのアクセスを許可する',
  'handoff.lead': '{vendor} が、お客様 {tenant} の AWS アカウント {account} へのアクセスを求めています。',
  'handoff.thisTenant': '{tenant} としてアクセスを許可しようとしています。ご自身の組織である場合のみお進みください。',
  'handoff.account': 'AWS アカウント',
  'handoff.partition': 'AWS パーティション',
  'handoff.externalId': '外部 ID',
  'handoff.externalId.note':
    '{vendor} がこの接続専用に作成しました。テンプレートに含まれているため、入力や変更は不要です。',
  'handoff.role': 'ロール',
  'handoff.granted': '許可する内容とその理由',
  'handoff.why': '必要な理由',
  'handoff.without': '許可しない場合に使えなくなるもの',
  'handoff.wildcard': 'すべてのリソースを対象とする理由',
  'handoff.unknown': '参照資料より新しいアクションを含む理由',
  'handoff.selfRead': 'ロール自身の読み取りの許可',
  'handoff.selfRead.note':
    '誰かがロールを変更したときに、{vendor} が気付けるようにするためです。読み取れるのは、このロール、' +
    'お客様のアカウントにあるすべてのカスタマー管理ポリシーの全文、AWS 管理ポリシーです。ほかには何も読み取りません。',
  'handoff.closed': '常に拒否する操作',
  'handoff.closed.note':
    'これらのステートメントは何も許可しません。後で誰かがこのロールの権限を増やしても、次の操作を拒否します。',
  'handoff.closed.why': '保護するもの',
  'handoff.closed.without': 'これがない場合に可能になること',
  'handoff.closed.policies':
    'DrawbridgePermissions の末尾にある、Effect が Deny のステートメントが、常に拒否する操作です（{sids}）。',
  'handoff.never': '決して許可しないもの',
  'handoff.never.note': 'ロールは自身やほかの誰かの権限を増やせません。また、ほかの誰もこのロールを使えません。',
  'handoff.launch': 'スタックを起動する',
  'handoff.launch.note':
    '必要事項が入力された状態で AWS コンソールが開きます。アカウント {account} にサインインし、' +
    'IAM リソースについてのチェックボックスをオンにして、スタックを作成してください。',
  'handoff.launched': '起動しました',
  'handoff.otherWays': 'ロールを作成するほかの方法',
  'handoff.cli': 'AWS コマンドライン',
  'handoff.cli.update': '既存のスタックを更新する',
  'handoff.cli.update.note':
    'スタックを作成した後でテンプレートが変わった場合に使ってください。' +
    '起動リンクで作成できるのは新しいスタックだけです。',
  'handoff.template': 'CloudFormation テンプレート',
  'handoff.policies': '信頼ポリシーとアクセス許可ポリシー',
  'handoff.guide': 'デプロイガイド',
  'handoff.guide.note':
    'このロールについての説明を 1 つにまとめた文書です（英語）。目的、費用、手順、検証、トラブルシューティング、' +
    'アクセスの終了方法を記載しており、印刷や共有に使えます。',
  'handoff.guide.read': 'ガイドを読む',
  'handoff.terraform': 'Terraform',
  'handoff.copy': 'コピー',
  'handoff.copied': 'コピーしました',
  'handoff.download': 'ダウンロード',
  'handoff.status': '状況',
  'handoff.status.waiting': 'スタックを待っています。ロールが作成されると、このページは自動的に更新されます。',
  'handoff.status.byItself': '{vendor} が定期的に確認します。「起動しました」を押すと、すぐに確認します。',
  'handoff.status.looking':
    'ロールが見つかるのを待っています。新しいロールが AWS 全体に反映されるまで、2 分ほどかかることがあります。',
  'handoff.status.checking': 'ロールが見つかりました。チェックを実行しています。',
  'handoff.status.unread':
    '信頼ポリシーを読み取れなかったため、{vendor} はまだこのロールを使いません。ロールは {vendor} を受け入れ、' +
    'ほかのテスト要求を拒否しました。信頼ポリシーを読み取れるまで、{vendor} はほかの相手が指定されていないことを' +
    '確認できません。',
  'handoff.status.verified': '完了しました。ロールは検証済みです。このページは閉じて構いません。',
  'handoff.status.verified.later':
    '後でこのアクセスを確認または終了するには、{vendor} に管理リンクを依頼するか、' +
    'お客様のアカウントでスタックを削除してください。',
  'handoff.status.notLaunchable': 'この接続は起動できなくなりました。{vendor} に新しい接続を依頼してください。',
  'handoff.review': '起動の前に、{vendor} がこの接続を審査しています。お客様の操作は不要です。',
  'handoff.expires': 'このリンクは {until} まで有効です。',
  'handoff.launchAgain': '新しい名前でもう一度起動する',
  'handoff.launchAgain.note':
    'スタックの作成に失敗した場合や、スタックが削除された場合に使ってください。起動ごとに名前が変わります。',
  'handoff.end': 'このアクセスは、お客様のアカウントでスタックを削除すれば、いつでも終了できます。',
};
