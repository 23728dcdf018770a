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
  'handoff.stackDrift': 'スタックについて CloudFormation に問い合わせる許可',
  'handoff.stackDrift.why':
    'チェックのときに、このロールのスタックと現在のロールを CloudFormation が比較します。{vendor} とは独立した 2 つ目の確認です。' +
    '読み取れるのはこのスタックとそのテンプレートだけで、ほかのスタックは読み取れません。',
  'handoff.stackDrift.without': 'チェックでは、ロールのポリシーの比較だけを行います。',
  'managed.title': 'AWS が管理するポリシー',
  'managed.note':
    'これらのポリシーは AWS が作成したもので、AWS はお客様や {vendor} に関係なく、いつでも変更できます。数値は次のバージョンの' +
    'ものです。後から AWS が変更した内容は、チェックで報告します。',
  'managed.note.partition':
    '内容は aws パーティションのものです。このパーティションでは、許可がこれより少ないことがあります。',
  'managed.byAws': 'AWS が管理',
  'managed.arn': 'ポリシー',
  'managed.size': '{services} のサービスで {actions} のアクションを許可します（{day} のバージョン {version}）。',
  'managed.reads': 'お客様のデータを読み取るアクション（{count}）',
  'managed.reads.none': '把握している範囲ではありません。',
  'managed.excess': 'AWS が読み取り以外に分類しているアクション: {count}',
  'managed.excessReason': 'これを許容する理由',
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
  'handoff.attached': 'お客様のアカウントに作成し、ロールにアタッチするカスタマー管理ポリシーです: {arn}',
  'handoff.guide': 'デプロイガイド',
  'handoff.guide.note':
    'このロールについての説明を 1 つにまとめた文書です（英語）。目的、費用、手順、検証、トラブルシューティング、' +
    'アクセスの終了方法を記載しており、印刷や共有に使えます。',
  'handoff.guide.read': 'ガイドを読む',
  'handoff.terraform': 'Terraform または OpenTofu',
  'handoff.copy': 'コピー',
  'handoff.copied': 'コピーしました',
  'handoff.download': 'ダウンロード',
  'handoff.status': '状況',
  'handoff.status.waiting': 'スタックを待っています。ロールが作成されると、このページは自動的に更新されます。',
  'handoff.status.byItself': '{vendor} が定期的に確認します。「起動しました」を押すと、すぐに確認します。',
  'handoff.status.looking':
    'ロールが見つかるのを待っています。新しいロールが AWS 全体に反映されるまで、2 分ほどかかることがあります。',
  'handoff.status.checking': 'ロールが見つかりました。チェックを実行しています。',
  'handoff.status.checkingAgain': '次のチェックをすでに実行しています。終わると、以下の結果が置き換わります。',
  'handoff.status.refused':
    '前回のチェックでは、{vendor} を受け入れるロールが見つかりませんでした。考えられる原因と次の手順を以下に示します。',
  'handoff.status.notFound':
    '{vendor} を受け入れるロールはまだありません。スタックを起動するまでは、これが正常です。' +
    'このページは自動的に更新されます。',
  'handoff.status.inconclusive': '前回のチェックは完了できませんでした。自動的に再実行されます。',
  'handoff.status.found':
    'ロールが見つかり、テスト要求を拒否しました。もう一度チェックした後、{vendor} がロールを使います。' +
    'お客様の操作は不要です。',
  'handoff.status.unread':
    '信頼ポリシーを確認できません。信頼ポリシーを読み取れなかったため、{vendor} はまだこのロールを使いません。ロールは {vendor} を受け入れ、' +
    'ほかのテスト要求を拒否しました。信頼ポリシーを読み取れるまで、{vendor} はほかの相手が指定されていないことを' +
    '確認できません。',
  'handoff.status.verifiedUnread':
    '信頼ポリシーを確認できません。ロールは外部 ID を要求しますが、{vendor} は信頼ポリシーを読み取れません。' +
    'ほかの相手が指定されている可能性があります。',
  'handoff.status.verified': '完了しました。ロールは検証済みです。控えを保存してから、このページを閉じてください。',
  'handoff.status.verified.changed':
    '完了しました。ロールは検証済みですが、想定と異なる点があります。' +
    '内容を確認するには、{vendor} に管理リンクを依頼してください。',
  'handoff.status.verified.later':
    '後でこのアクセスを確認または終了するには、{vendor} に管理リンクを依頼するか、' +
    'お客様のアカウントでスタックを削除してください。',
  'handoff.status.notLaunchable': 'この接続は起動できなくなりました。{vendor} に新しい接続を依頼してください。',
  'handoff.review': '{vendor} がこの接続を審査しています。審査が終わるまで、お客様の操作は不要です。',
  'handoff.unserved':
    '現在、{vendor} のサービスはこの AWS パーティションに対応していないため、この接続を設定できません。' +
    'まだ何も起動しないでください。いつ設定できるかは {vendor} にお問い合わせください。',
  'handoff.request': 'この依頼について',
  'handoff.request.person': '依頼者',
  'handoff.request.person.note':
    'この名前は {vendor} が示したものです。ご存じの方であれば、間違いがないか本人に確認してください。',
  'handoff.request.vendor': 'アクセスする相手',
  'handoff.request.vendor.account': '{vendor}（AWS アカウント {vendorAccount} から）',
  'handoff.request.vendor.note':
    'この依頼を確認するには、{vendor} に AWS アカウント番号を問い合わせてください。このリンクが届いたメッセージの連絡先ではなく、' +
    'すでにご存じの電話番号やアドレスを使ってください。',
  'handoff.request.cost': '費用',
  'handoff.request.cost.none':
    'このロールとスタックに AWS の料金はかかりません。AWS が課金するリクエストについては、' +
    '{vendor} が送信した場合もお客様ご自身の場合と同じ料金です。',
  'handoff.request.cost.charged':
    'このロールとスタックに AWS の料金はかかりません。{vendor} が Cost Explorer に送信するリクエストには、' +
    '1 件ごとに 0.01 USD がお客様のアカウントに請求されます。頻度は {vendor} にお問い合わせください。',
  'handoff.request.undo': '取りやめる方法',
  'handoff.request.undo.how':
    'お客様のアカウントでスタックを削除してください。いつでも、誰の許可もなく行えます。発行済みの認証情報は、最長 ' +
    '{minutes} 分間使えます。すぐに無効にする方法はガイドに記載しています。',
  'receipt.title': '控え',
  'receipt.keep':
    'このページを印刷するか、控えを今ダウンロードしてください。' +
    'このページは {until} に閉じられ、リンクからは開けなくなります。',
  'receipt.download': '控えをダウンロード',
  'receipt.verifiedAt': '検証日時',
  'receipt.vendor': 'アクセスを許可した相手',
  'receipt.vendorRole': 'アクセスに使える唯一のロール',
  'receipt.role': 'お客様のアカウントのロール',
  'receipt.externalId':
    'ロールは、{vendor} がこの接続専用に作成した外部 ID がある場合にのみ {vendor} を受け入れます。これにより、第三者が ' +
    '{vendor} を介してお客様のアカウントに入ることを防ぎます。値はロールの信頼ポリシーで確認できます。',
  'receipt.permissions': '許可した内容',
  'receipt.back': '後で確認する場所',
  'receipt.back.how':
    '{vendor} のアプリケーションを開くか、{vendor} に管理リンクを依頼してください（{contact}）。' +
    'そこで、すべての利用を確認し、アクセスを一時停止または取り消せます。',
  'receipt.undo': '取りやめる方法',
  'receipt.undo.how':
    'お客様のアカウントでスタックを削除してください。誰の許可も要りません。コマンドは次のとおりです。',
  'handoff.expires': 'このリンクは {until} まで有効です。',
  'handoff.launchAgain': '新しい名前でもう一度起動する',
  'handoff.launchAgain.note':
    'スタックの作成に失敗した場合や、スタックが削除された場合に使ってください。起動ごとに名前が変わります。',
  'handoff.end': 'このアクセスは、お客様のアカウントでスタックを削除すれば、いつでも終了できます。',
};
