// The hand-off page, for the person who launches the stack. Japanese, typed by the English keys.
import type { handOff as en } from '../en/hand-off.js';

export const handOff: Record<keyof typeof en, string> = {
  'handoff.title': '{vendor} に AWS アカウントへのアクセスを許可する',
  'handoff.lead': '{vendor} が、お客様 {tenant} のために AWS アカウント {account} へのアクセスを求めています。',
  'handoff.thisTenant': 'このアクセスは {tenant} のために許可するものです。ご自身の組織である場合だけ進んでください。',
  'handoff.account': 'AWS アカウント',
  'handoff.partition': 'AWS パーティション',
  'handoff.externalId': '外部 ID',
  'handoff.externalId.note':
    '{vendor} がこの接続のためだけに作成したものです。テンプレートにすでに含まれており、入力や変更は不要です。',
  'handoff.role': 'ロール',
  'handoff.granted': '許可する内容とその理由',
  'handoff.why': '必要な理由',
  'handoff.without': '許可しない場合に使えなくなるもの',
  'handoff.wildcard': 'すべてのリソースを対象とする理由',
  'handoff.unknown': '参照資料より新しいアクションを含める理由',
  'handoff.selfRead': 'ロールは自分自身も読み取れます',
  'handoff.selfRead.note':
    '誰かがロールを変更したときに、{vendor} とお客様が気付けるようにするためです。読み取るのはこのロールとポリシーの定義で、データは含みません。',
  'handoff.closed': 'ロールにほかに何が追加されても閉じたままのもの',
  'handoff.closed.note':
    'これらのステートメントは何も許可せず、拒否します。後で誰かがこのロールの権限を増やしても、次の操作は拒否されます。',
  'handoff.closed.why': '保護するもの',
  'handoff.closed.without': 'これがない場合に可能になるもの',
  'handoff.closed.policies':
    'DrawbridgePermissions の末尾にある、Effect が Deny のステートメントが、閉じたままのものです（{sids}）。',
  'handoff.never': '決して許可しないもの',
  'handoff.never.note': 'ロールは自分やほかの誰かの権限を増やせず、ほかの誰も使えません。',
  'handoff.launch': 'スタックを起動する',
  'handoff.launch.note':
    '必要事項が入力された状態で AWS コンソールが開きます。アカウント {account} にサインインし、IAM リソースについてのチェックボックスをオンにして、スタックを作成してください。',
  'handoff.launched': '起動しました',
  'handoff.otherWays': '同じロールを作るほかの方法',
  'handoff.cli': 'AWS コマンドライン',
  'handoff.cli.update': '既存のスタックを更新する',
  'handoff.cli.update.note':
    'すでにスタックを作成済みで、その後テンプレートが変わった場合に使ってください。起動リンクでは新しいスタックしか作成できません。',
  'handoff.template': 'CloudFormation テンプレート',
  'handoff.policies': '信頼ポリシーとアクセス許可ポリシー',
  'handoff.guide': 'デプロイガイド',
  'handoff.guide.note':
    'このロールについての説明を 1 つにまとめた文書です（英語）。目的、費用、手順、確認、トラブルシューティング、アクセスの終了方法を記載しており、印刷や共有に使えます。',
  'handoff.guide.read': 'ガイドを読む',
  'handoff.terraform': 'Terraform',
  'handoff.copy': 'コピー',
  'handoff.copied': 'コピーしました',
  'handoff.download': 'ダウンロード',
  'handoff.status': '状況',
  'handoff.status.waiting': 'スタックを待っています。ロールができると、このページが自動で気付きます。',
  'handoff.status.byItself': '{vendor} は時々自動的に確認します。「起動しました」を押すと、すぐに確認します。',
  'handoff.status.looking':
    'ロールを探しています。新しいロールが AWS 全体で見えるようになるまで、2 分ほどかかることがあります。',
  'handoff.status.checking': 'ロールが見つかりました。チェックしています。',
  'handoff.status.unread':
    'ロールは {vendor} を受け入れ、試した他の呼び出しは拒否しましたが、信頼ポリシーを読み取れませんでした。{vendor} は、他に誰も指定されていないことを確かめるまで、このロールを使いません。',
  'handoff.status.verified': '完了しました。ロールを確認できました。このページは閉じて構いません。',
  'handoff.status.verified.later':
    '後でこのアクセスを確認または終了するには、{vendor} に管理リンクを依頼するか、お客様のアカウントでスタックを削除してください。',
  'handoff.status.notLaunchable': 'この接続はもう起動できません。{vendor} に新しい接続を依頼してください。',
  'handoff.review': '起動の前に {vendor} が内容を確認しています。お客様の操作は不要です。',
  'handoff.expires': 'このリンクは {until} まで使えます。',
  'handoff.launchAgain': '新しい名前でもう一度起動する',
  'handoff.launchAgain.note': 'スタックが失敗した場合や削除された場合に使ってください。名前が重なることはありません。',
  'handoff.end': 'このアクセスは、お客様のアカウントでスタックを削除すれば、いつでも終了できます。',
};
