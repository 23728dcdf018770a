// Words that all pages share, and the updates on the manage page. Japanese, typed by the English keys.
import type { pages as en } from '../en/pages.js';

export const pages: Record<keyof typeof en, string> = {
  // 共通
  'page.skip': '本文へ移動',
  'page.language': '言語',
  'page.language.en': 'English',
  'page.language.ja': '日本語',
  'page.support': 'お問い合わせ: {contact}',
  'page.utc': '時刻はすべて UTC です。',
  'page.reload': '再読み込みする',

  // ページ
  'check.findings': 'チェックが完了しました。検出結果を確認してください。',
  'handoff.usedBy': '利用者',
  'handoff.usedBy.note': 'このアクセスを利用できるのは {vendor} のこのロールだけです。上記の外部 ID も必要です。',
  'handoff.sessions': 'セッション',
  'handoff.sessions.atMost': '1 回につき最長 {minutes} 分',
  'handoff.boundary': 'アクセス許可の境界',
  'handoff.boundary.note': '境界が許可を与えることはありません。ロールでできることを制限するだけです。',
  'handoff.trustEnd': '失効日時',
  'handoff.trustEnd.note': 'この日時を過ぎると、操作をしなくても、信頼ポリシーは誰も受け入れなくなります。',
  'handoff.trustPolicy': '信頼ポリシー',
  'handoff.actions': 'アクション（{count}）',
  'handoff.resources': 'リソース',
  'handoff.conditions': '条件',
  'handoff.fromFile': 'ダウンロードしたファイルから同じスタックを作成する',
  'manage.now': '現在の状況',
  'manage.check': 'チェック',
  'manage.check.steps': 'このチェックの手順',
  'manage.connection': '接続',
  'manage.tenant': 'お客様',
  'manage.permissionSet': '許可セット',
  'manage.what': '内容',
  'manage.cloudtrail': 'CloudTrail で調べる',
  'manage.cloudtrail.note':
    '次のコマンドをアカウント {account} で実行してください。イベントは数分後に CloudTrail に表示され、' +
    '90 日間保持されます。',
  'manage.cloudtrail.used': 'このセッションで行われた操作（利用しているリージョンごとに実行してください）:',
  'manage.cloudtrail.made': 'このセッションを作成した AssumeRole:',
  'manage.ledger.check': 'チェック',
  'manage.ledger.requests': '（要求 {count} 件）',
  'manage.ledger.requests.one': '（要求 1 件）',
  'manage.ledger.offboarding': '取り消し後のチェック',
  'manage.ledger.cut': 'お客様が取り消し済み: {before} より前に発行',
  'manage.ledger.handedOut': '認証情報の発行',
  'manage.ledger.handedOutAt': '{at} に {to} へ発行',
  'filter.kind': '種類',
  'filter.everything': 'すべて',
  'filter.from': '最初の日（UTC）',
  'filter.to': '最後の日（UTC）',
  'filter.show': '表示する',
  'filter.clear': '絞り込みを解除する',
  'filter.noDay':
    '「{typed}」は日付ではありません。日付を選ぶか、2026-11-22 のように入力してください。' +
    '以下の一覧は日付で絞り込まれていません。',
  'filter.turned': '最初の日が最後の日より後です。以下の一覧は日付で絞り込まれていません。',
  'filter.none': 'この種類と期間に該当するものはありません。',
  'filter.noneSoFar': '新しい記録には該当するものがありません。以前の記録にある可能性があります。',
  'kind.setup': '設定',
  'kind.checks': 'チェック',
  'kind.deviations': '承認済みの差異',
  'kind.access': '一時停止・再開・取り消し',
  'kind.rotation': '外部 ID の置き換え',
  'kind.upgrade': '許可内容の更新',
  'kind.legacy': '以前のアクセス',
  'kind.offboarding': '取り消し後のチェック',
  'ledgerKind.check': 'チェック',
  'ledgerKind.offboarding': '取り消し後のチェック',
  'manage.newest': '最新を表示する',
  'manage.older': '以前の記録を表示する',
  'manage.endsAt': '終了日',
  'manage.trustEnd': '失効日時（信頼ポリシー）',
  'manage.windows': 'アクセス時間帯（UTC）',
  'manage.window': '{days} {from}～{to}',
  'manage.proposed.end_date':
    '合意した終了日を過ぎたため、認証情報は発行されていません。アクセスが不要な場合は、取り消してください。',
  'manage.proposed.gone': 'お客様のアカウントでアクセスが終了しています。確定するには、ここで取り消してください。',
  'manage.proposed.unused': 'このアクセスは 90 日間利用されていません。不要な場合は、取り消してください。',
  'day.mon': '月曜日',
  'day.tue': '火曜日',
  'day.wed': '水曜日',
  'day.thu': '木曜日',
  'day.fri': '金曜日',
  'day.sat': '土曜日',
  'day.sun': '日曜日',
  'upgrade.title': '許可内容の更新',
  'upgrade.offered':
    '許可セットのバージョン {to} を利用できます。現在のロールはバージョン {from} です。スタックを更新しない限り、' +
    '何も変わりません。',
  'upgrade.waiting':
    'バージョン {from} から {to} への更新が、{at} からお客様の操作を待っています。スタックを更新するまで、' +
    'ロールは変わりません。',
  'upgrade.waiting.end':
    'ロールの更新が、{at} からお客様の操作を待っています。スタックを更新するまで、ロールは変わりません。',
  'upgrade.waiting.values':
    '値を変えるロールの更新が、{at} からお客様の操作を待っています。スタックを更新するまで、ロールは変わりません。',
  'upgrade.values.missing': 'この更新には {names} の値が必要なため、{vendor} だけが準備できます。',
  'upgrade.value.changed': '{name}: 更新後は {to}（現在は {from}）。',
  'upgrade.value.added': '{name}: 更新後は {to}。',
  'upgrade.value.removed': '{name}: 更新後は値がありません（現在は {from}）。',
  'upgrade.end.to': '更新後、信頼ポリシーは {to} に失効します。それ以降は誰も受け入れません。',
  'upgrade.end.none': '更新後、信頼ポリシーは失効しなくなります。',
  'upgrade.end.from': '現在の失効日時は {from} です。',
  'upgrade.end.from.none': '現在は失効しません。',
  'upgrade.boundary.to': '更新後、ロールのアクセス許可の境界は {to} になります。',
  'upgrade.boundary.none': '更新後、ロールにアクセス許可の境界はなくなります。',
  'upgrade.boundary.from': '現在ご案内している境界は {from} です。',
  'upgrade.boundary.from.none': '現在ご案内している境界はありません。',
  'upgrade.boundary.note': '境界が許可を与えることはありません。ロールでできることを制限するだけです。',
  'upgrade.withdrawn':
    'バージョン {from} から {to} への更新は行わないでください。ベンダーがこのバージョンを取り下げました。' +
    '次のチェックで更新はキャンセルされます。',
  'upgrade.more':
    '新たに許可されるもの: {services} 個のサービスの {count} 個のアクション。影響が最も大きいもの: {worst}。',
  'upgrade.more.none': '新たに許可されるものはありません。',
  'upgrade.more.none.boundary': 'ロールのポリシーで新たに許可されるものはありません。',
  'upgrade.less':
    '許可されなくなるもの: {services} 個のサービスの {count} 個のアクション。影響が最も大きいもの: {worst}。',
  'upgrade.less.none': '許可されなくなるものはありません。',
  'upgrade.less.none.boundary':
    'ロールのポリシーの許可は減りません。境界によって使えなくなるアクションがある場合は、更新後のチェックで表示されます。',
  'upgrade.managed.changed':
    'このポリシーは AWS が変更しました。説明したバージョンは {from}、今後は {to} です。更新によって変わるものではありません。',
  'upgrade.closed': '更新後は、ロールにほかに何が追加されても、さらに {count} 個のアクションを常に拒否します。',
  'upgrade.opened': '更新後は、現在常に拒否している {count} 個のアクションを拒否しなくなります。',
  'upgrade.undecided': '一部のステートメントは、効果を比較できませんでした。下記の内容をご確認ください。',
  'upgrade.difference': '変更されるステートメント（{count}）とその理由',
  'upgrade.added': '追加',
  'upgrade.removed': '削除',
  'upgrade.changed': '変更',
  'upgrade.deny.added': '追加: 常に拒否',
  'upgrade.deny.removed': '拒否の終了',
  'upgrade.deny.changed': '変更: 常に拒否',
  'upgrade.actions.added': '追加されるアクション',
  'upgrade.actions.removed': '削除されるアクション',
  'upgrade.resources.added': '追加されるリソース',
  'upgrade.resources.removed': '削除されるリソース',
  'upgrade.conditions': '条件が変わります。',
  'upgrade.how':
    'お客様のアカウントで、CloudShell などを使って次のコマンドを実行してください。変わるのはロールの許可、説明、' +
    'タグです。ロールの名前と信頼する相手は変わりません。',
  'upgrade.how.end':
    'お客様のアカウントで、CloudShell などを使って次のコマンドを実行してください。' +
    '変わるのはロールの信頼ポリシーの失効日時です。ロールの名前と信頼する相手は変わりません。',
  'upgrade.how.boundary':
    'お客様のアカウントで、CloudShell などを使って次のコマンドを実行してください。上記のとおり、' +
    'ロールのアクセス許可の境界が設定されます。ロールの名前と信頼する相手は変わりません。',
  'upgrade.otherwise':
    'CloudFormation が「No updates are to be performed」と返した場合は、代わりに次のコマンドを実行してください。',
  'upgrade.otherwise.command': 'スタックを使わずにアクセス許可の境界を設定',
  'upgrade.start': '更新を準備する',
  'upgrade.cancel': '更新をキャンセルする',
  'change.noticed':
    'スタックを更新したら、このページの「今すぐチェックする」を押してください。押さない場合も、' +
    '1 時間以内に変更を検出します。',
  'change.notGiven':
    '更新のコマンドは現在表示できません。1 分ほどしてからこのページを再読み込みしてください。' +
    'その間もアクセスは引き続き使えます。',
  'rotation.title': '外部 ID の置き換え',
  'rotation.note':
    '外部 ID が漏えいした場合は、ここで新しい ID を依頼してください。その後、お客様がスタックを 1 回更新します。' +
    'その間もアクセスは引き続き使えます。',
  'rotation.start': '新しい外部 ID を依頼する',
  'rotation.cancel': '置き換えをキャンセルする',
  'rotation.waiting':
    '新しい外部 ID の準備ができています（期限: {deadline}）。スタックを更新するまでは以前の ID が有効です。' +
    '何もしない場合は、以前の ID を引き続き使います。',
  'rotation.waiting.how':
    'お客様のアカウントで、CloudShell などを使って次のコマンドを実行してください。' +
    '変わるのはロールの信頼ポリシーだけです。',
  'rotation.command': 'スタックを更新する',
  'rotation.console':
    'または CloudFormation コンソールで、スタック {stack} を選択し、' +
    '「更新」から「既存テンプレートを置き換える」を選んで下記の Amazon S3 URL を入力してください。' +
    '「次へ」で最後まで進み、IAM リソースに関するチェックボックスをオンにして「送信」を選びます。' +
    'Amazon S3 URL: {template}',
  'rotation.proving':
    '新しい外部 ID が {at} から使われています。ロールが以前の ID を拒否することは、' +
    'まだチェックで証明されていません。',
  'revoke.impact.alsoUsedBy': '{by} も利用しています。',
  'page.newTab': '（新しいタブで開きます）',
};
