// Causes of a refusal: possible, ruled out, and the next step. Japanese, typed by the English keys.
import type { causes as en } from '../en/causes.js';

export const causes: Record<keyof typeof en, string> = {
  'cause.vendor_caller.left': '現在、{vendor} のサービスが AWS を呼び出せない可能性があります。',
  'cause.vendor_caller.excluded': '{vendor} のサービスは AWS を呼び出せます。',
  'cause.vendor_caller.next': 'お客様側での対応は不要です。{vendor} が調査し、チェックを再実行します。',
  'cause.propagation.left': 'ロールが作成された直後で、まだ AWS 全体に反映されていない可能性があります。',
  'cause.propagation.excluded': 'ロールが AWS 全体に反映されるのに十分な時間が経過しています。',
  'cause.propagation.next': '2 分ほど待ってから、もう一度チェックしてください。',
  'cause.trust_ended.left': '信頼ポリシーに設定された、合意済みの終了日時を過ぎています。',
  'cause.trust_ended.excluded': '信頼ポリシーの終了日時は原因ではありません。',
  'cause.trust_ended.next':
    'アクセスを続ける場合は、終了日時を延ばす更新を {vendor} に依頼してください。続けない場合は、' +
    'スタックを削除してください。',
  'cause.role_absent.left': 'ロールが存在しないか、名前が異なる可能性があります。',
  'cause.role_absent.excluded': 'ロールは想定した名前で存在します。',
  'cause.role_absent.next':
    'アカウント {account} にロール {role} があるか確認してください。ない場合は、スタックを（もう一度）' +
    '起動してください。',
  'cause.role_absent.left.before':
    '最後に受け入れられたチェックの時点では、ロールが存在しました。その後、削除された可能性があります。',
  'cause.stack_rolled_back.left':
    'CloudFormation がスタックの作成に失敗し、ロールが削除された（ロールバックされた）可能性があります。',
  'cause.stack_rolled_back.excluded': 'スタックはロールを作成しました。',
  'cause.stack_rolled_back.next':
    'CloudFormation でスタック {stack} のイベントを開いてください。最初に失敗したイベントに理由があります' +
    '（権限の不足、組織のサービスコントロールポリシーなど）。解消してから、もう一度スタックを起動してください。',
  'cause.other_condition.left':
    '信頼ポリシーのほかの条件または拒否ステートメントが、{vendor} を拒否している可能性があります（送信元アドレスなど）。',
  'cause.other_condition.left.before':
    '信頼ポリシーのほかの条件または拒否ステートメントが、{vendor} を拒否している可能性があります。' +
    '最後の読み取りでは、テンプレートにない次の条件がありました: {keys}',
  'cause.other_condition.excluded': '信頼ポリシーのほかの条件は、{vendor} を拒否していません。',
  'cause.other_condition.next': 'テンプレートにない条件と拒否ステートメントを削除してください。',
  'cause.account_closed.left': 'アカウントが解約または停止された可能性があります。',
  'cause.account_closed.excluded': 'アカウントは有効です。',
  'cause.account_closed.next':
    'アカウント {account} が有効か、AWS Organizations などで確認してください。解約した場合は、' +
    'この接続を取り消してください。',
  'cause.trust_principal.left.before':
    '信頼ポリシーに、呼び出し元のロールが指定されなくなった可能性があります。最後の読み取りでは指定されていました。',
  'cause.external_id.left.before':
    '信頼ポリシーが、現在は別の外部 ID を要求している可能性があります。最後の読み取りでは正しい値でした。',
  'cause.trust_principal.left': '呼び出し元のロールが信頼ポリシーに指定されていない可能性があります。',
  'cause.trust_principal.excluded': '呼び出し元のロールは信頼ポリシーに指定されています。',
  'cause.trust_principal.next': '信頼ポリシーの Principal をテンプレートと比較してください。',
  'cause.external_id.left': '信頼ポリシーが別の外部 ID を要求している可能性があります。',
  'cause.external_id.excluded': '信頼ポリシーは正しい外部 ID を要求しています。',
  'cause.external_id.next': '信頼ポリシーの sts:ExternalId を、ここに表示されている外部 ID と比較してください。',
  'cause.resource_control_policy.left':
    'AWS 組織のリソースコントロールポリシーが、組織外のアカウントによるロールの引き受けを禁止している可能性があり' +
    'ます。',
  'cause.resource_control_policy.excluded': 'AWS 組織のリソースコントロールポリシーは原因ではありません。',
  'cause.resource_control_policy.next':
    'AWS 組織の管理者に、sts:AssumeRole を対象とするリソースコントロールポリシーがあるか確認してください。',
  'cause.account_mistyped.left': 'ロールが、この接続のアカウントとは別のアカウントにある可能性があります。',
  'cause.account_mistyped.excluded': 'ロールはこの接続のアカウントにあります。',
  'cause.account_mistyped.next': 'アカウント {account} にサインインし、スタック {stack} があるか確認してください。',
  'cause.sts_region_disabled.left':
    'お客様のアカウントで、要求先リージョンの AWS STS が無効になっている可能性があります。',
  'cause.sts_region_disabled.excluded': '要求先リージョンの AWS STS は応答しています。',
  'cause.sts_region_disabled.next':
    'IAM の「アカウント設定」で、リージョン {region} の STS エンドポイントがアクティブか確認してください。',
  'cause.source_identity.left': '信頼ポリシーがソース ID の設定を許可していない可能性があります。',
  'cause.source_identity.excluded': '信頼ポリシーはソース ID の設定を許可しています。',
  'cause.source_identity.next':
    '信頼ポリシーのステートメント DrawbridgeSourceIdentity をテンプレートと比較してください。',
  'cause.aws_fault.left': 'AWS から有効な応答がありませんでした。',
  'cause.aws_fault.excluded': 'AWS は応答しています。',
  'cause.aws_fault.next': '対応は不要です。チェックを再実行します。',
  'causes.left': '考えられる原因',
  'causes.excluded': '除外された原因',
  'causes.refusedSince': 'お客様のアカウントは {since} から {vendor} を拒否しています。',
  'causes.alike':
    'AWS はどの原因の場合も同じエラーを返すため、チェックでは原因を特定できません。' +
    'お客様のアカウントの外からは分からない、ほかの原因もあり得ます。',
  'excludedBy.right': '正しい外部 ID が受け入れられました',
  'excludedBy.control': '同じチェックの中で {vendor} の対照ロールを引き受けられました',
  'excludedBy.none': '外部 ID なしの要求への応答から分かります',
  'excludedBy.wrong': '誤った外部 ID への応答から分かります',
  'excludedBy.upper-case': '大文字にした外部 ID への応答から分かります',
  'excludedBy.head': '前半だけ正しい外部 ID への応答から分かります',
  'excludedBy.tail': '後半だけ正しい外部 ID への応答から分かります',
  'excludedBy.one-changed': '1 文字だけ変えた外部 ID への応答から分かります',
  'excludedBy.retired': '置き換え済みの外部 ID への応答から分かります',
  'excludedBy.retiring': '置き換え中の古い外部 ID への応答から分かります',
  'excludedBy.stranger': '信頼ポリシーに指定されていないプリンシパルへの応答から分かります',
  'excludedBy.right-again': '正しい外部 ID がもう一度受け入れられました',
  'excludedBy.old-role': '古いロールの応答から分かります',
  'excludedBy.inspection': 'ロールを読み取れました',
  'excludedBy.elapsed-time': '2 分が経過しました',
  'excludedBy.earlier-check': '以前のチェックで、ロールの存在を確認しています',
  'excludedBy.error-code': 'AWS の応答は AccessDenied でした。リージョンが無効な場合は別のエラーになります',
};
