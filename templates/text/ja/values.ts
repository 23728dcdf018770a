// Values of a connection. Japanese, typed by the English keys.
import type { values as en } from '../en/values.js';

export const values: Record<keyof typeof en, string> = {
  'values.title': 'この接続の値',
  'values.note': '許可は、ここに示すものだけに適用されます。値はテンプレートに書き込まれます。',
  'values.byVendor': '{vendor} が {at} に指定しました。',
  'values.byCustomer': 'リンク {link} から {at} に入力されました。',
  'values.owner': 'AWS アカウント {owner} のものです。{vendor} がそう指定しました。',
  'values.form.title': '許可の対象',
  'values.form.note':
    'スタックを起動する前に、{vendor} が次の値を必要としています。入力できるのは一度だけです。値はロールに書き込まれるため、' +
    'よくご確認ください。後で変えるには、スタックの更新が必要です。',
  'values.form.optional': '任意',
  'values.form.send': '値を保存する',
  'values.form.wrong': '何も保存されていません。印の付いた値を直して、もう一度お試しください。',
  'values.form.granted': 'これらの値を使う許可',
  'values.status': '許可の対象を入力してください。入力すると、スタックを起動するリンクが表示されます。',
  'values.form.pattern': '形式: {pattern}',
  'values.kind.bucket': 'このアカウントの S3 バケットの名前（例: example-data）。',
  'values.kind.prefix': 'オブジェクトキーの先頭部分。スラッシュまで含めます（例: reports/2026/）。',
  'values.kind.key-arn': 'このアカウントの KMS キーの ARN（arn:…:key/…）。エイリアスは使えません。',
  'values.kind.region-list': 'AWS リージョン。コンマで区切ります（例: eu-west-1,ap-northeast-1）。',
  'values.kind.account-id': 'この AWS アカウントの 12 桁の番号。',
  'values.fault.unknown': 'この値はここでは入力できません。',
  'values.fault.missing': '値を入力してください。',
  'values.fault.too_long': '512 文字以内で入力してください。',
  'values.fault.characters':
    'ワイルドカード、引用符、空白、波かっこ、$、バックスラッシュなどの特別な文字は使えません。',
  'values.fault.bucket':
    'S3 バケットの名前ではありません。英小文字、数字、ドット、ハイフンからなる 3 ～ 63 文字で入力してください。',
  'values.fault.prefix':
    'スラッシュで終わる必要があります。先頭のスラッシュ、空の部分、「.」や「..」だけの部分は使えません。',
  'values.fault.key_arn':
    'KMS キーの ARN ではありません。キーのページからコピーしてください。エイリアスの ARN は使えません。',
  'values.fault.other_partition': 'アカウントとは別の AWS パーティションのものです。',
  'values.fault.other_account':
    '別の AWS アカウントのものです。意図したものであれば、値を指定するよう {vendor} に依頼してください。',
  'values.fault.regions': 'AWS リージョンをコンマで区切り、重複なしで 20 個まで入力してください。',
  'values.fault.account_id': 'AWS アカウント番号は 12 桁です。',
  'values.fault.pattern': '示された形式と一致しません。',
  'values.fault.owner': '所有者のアカウントが正しくありません。',
};
