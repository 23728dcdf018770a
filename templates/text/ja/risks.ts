// What a statement can lead to that its reason must explain, and what a set that makes changes means. Japanese, typed
// by the English keys.
import type { risks as en } from '../en/risks.js';

export const risks: Record<keyof typeof en, string> = {
  'risk.title': 'この許可では、アクション名が示す以上のことが可能になります',
  'risk.tag': '要確認',
  'risk.reason': 'できることと、{vendor} が必要とする理由',
  'risk.passed_role':
    '{vendor} は、下に示すロールを AWS のサービスに渡せます。渡されたサービスは、そのロールの権限で動作します。' +
    'その権限はこの依頼に含まれておらず、チェックで比較も制限もしません。お客様のアカウントで、これらのロールの内容を確認してください。' +
    'ロールを使って動いているものは、このアクセスを終了した後も動き続けます。',
  'risk.linked_role':
    '{vendor} は、AWS のサービス専用のロールを作成できます。このロールの権限は AWS が定め、そのサービスだけが使えます。' +
    'ロールは、このアクセスを終了した後も残ります。',
  'risk.instance_role':
    '{vendor} は、インスタンスを起動したり、インスタンスのロールを変更したりできます。インスタンスに付けられるのは、この許可で ' +
    '{vendor} が渡せるロールだけです。インスタンスの料金はお客様の負担となり、このアクセスを終了した後も動き続けます。',
  'risk.key_grant':
    '{vendor} のために、AWS のサービスがお客様の暗号化キーを使えるようになります。復号できる範囲は、ほかの許可で決まります。' +
    '許可（グラント）は、このアクセスを終了した後も残ります。',
  'risk.shared_snapshot':
    '{vendor} は、条件に示すアカウントとスナップショットを共有できます。共有先では中身を読み取れます。コピーは、' +
    'このアクセスを終了した後も残ります。',
  'handoff.never.note.risks':
    '先頭に示した許可を除き、ロールは自身やほかの誰かの権限を増やせません。また、ほかの誰もこのロールを使えません。',
  'handoff.request.undo.write':
    '{vendor} がお客様のアカウントで作成または変更したものは残ります。削除の方法は {vendor} にお問い合わせください。',
  'handoff.request.cost.write':
    '{vendor} がお客様のアカウントで作成または起動したものには、お客様ご自身の場合と同じ料金がかかります。',
};
