// Findings: what a check saw, and what to do about it. Japanese, typed by the English keys.
import type { findings as en } from '../en/findings.js';

export const findings: Record<keyof typeof en, string> = {
  'finding.external_id_missing': '外部 ID がなくてもロールを引き受けられます。',
  'finding.external_id_missing.advice':
    '信頼ポリシーをテンプレートのとおりに戻してください。この外部 ID と完全に一致することが必要です。',
  'finding.external_id_weakened': 'ロールが、正しい外部 ID 以外も受け入れます（{admitted}）。',
  'finding.external_id_weakened.advice':
    'テンプレートのとおり、StringEquals でこの外部 ID だけと比較するようにしてください。',
  'finding.external_id_retired_accepted': '置き換え済みの外部 ID が、まだロールに受け入れられています。',
  'finding.external_id_retired_accepted.advice': '信頼ポリシーから古い外部 ID を削除してください。',
  'finding.trust_stranger_admitted': '信頼ポリシーに書かれていないはずのプリンシパルが受け入れられました: {principal}',
  'finding.trust_stranger_admitted.advice': '信頼ポリシーには、テンプレートにあるロール 1 つだけを指定してください。',
  'finding.trust_principal_wildcard': '信頼ポリシーが誰でも受け入れるようになっています（{principal}）。',
  'finding.trust_principal_wildcard.advice':
    'テンプレートにあるロール 1 つに置き換えてください。早めの対応をお願いします。',
  'finding.trust_principal_account': '信頼ポリシーがアカウント全体を受け入れるようになっています: {principal}',
  'finding.trust_principal_account.advice': 'アカウントではなく、テンプレートにあるロール 1 つを指定してください。',
  'finding.trust_principal_extra': '信頼ポリシーがほかのプリンシパルも受け入れます: {principal}',
  'finding.trust_principal_extra.advice':
    'このプリンシパルを削除してください。アクセスが必要な場合は、専用のロールを用意してください。',
  'finding.trust_principal_deleted': '信頼ポリシーに、もう存在しないプリンシパルが書かれています: {principal}',
  'finding.trust_principal_deleted.advice':
    'このプリンシパルには誰もなれません。ポリシーが意味どおりになるように、削除してください。',
  'finding.source_identity_loosened': 'ロールが、{vendor} が送るもの以外のソース ID も受け入れます。',
  'finding.source_identity_loosened.advice': 'sts:SourceIdentity の条件を、テンプレートのとおりに戻してください。',
  'finding.trust_action_extra': '信頼ポリシーが、ロールの引き受け以外も許可しています: {actions}',
  'finding.trust_action_extra.advice':
    'これらのアクションを削除するか、現在のテンプレートでスタックを更新してください。',
  'finding.trust_undecided': '信頼ポリシーが、案内した内容と比較できない形に変更されています。',
  'finding.trust_undecided.advice':
    '信頼ポリシーをテンプレートのとおりに戻してください。安全のため、それまで認証情報は発行されません。',
  'undecided.too_complex': '理由: 複雑すぎるため、最後まで比較できません。',
  'undecided.unknown_operator': '理由: 本サービスが知らない条件演算子が使われています。',
  'undecided.policy_variable': '理由: ポリシー変数によって変わります。',
  'undecided.mixed_conditions': '理由: 1 つの条件キーへの条件が、まとめて判断できない組み合わせです。',
  'undecided.not_understood': '理由: AWS が定めるポリシーの形式ではありません。',
  'witness.title': 'それを示すリクエスト',
  'witness.principal': 'リクエスト元',
  'witness.action': 'アクション',
  'witness.resource': 'リソース',
  'witness.context': '条件',
  'witness.context.none': 'なし',
  'witness.spec': '案内した内容',
  'witness.live': '現在のロール',
  'witness.allowed': '許可',
  'witness.refused': '拒否',
  'finding.trust_end_loosened': '合意した終了日時 {endsAt} を過ぎても、信頼ポリシーが {vendor} を受け入れます。',
  'finding.trust_end_loosened.advice':
    'aws:CurrentTime の条件を、テンプレートのとおりに戻してください。終了日時を変える場合は、{vendor} が新しい日時での更新をお願いします。',
  'finding.trust_narrowed': '信頼ポリシーの受け入れ範囲が、案内した内容より狭くなっています。',
  'finding.trust_narrowed.advice':
    '意図した変更であれば対応は不要です。そうでなければ、テンプレートでスタックを更新してください。',
  'finding.permissions_widened':
    'ポリシー {policy} が、案内した内容より多くを許可しています（アクション: {count}、サービス: {services}）。最も危険なもの: {worst}',
  'finding.permissions_widened.advice':
    'これらのアクションを削除するか、現在のテンプレートでスタックを更新してください。',
  'finding.permissions_narrowed':
    'ポリシー {policy} の許可が、案内した内容より少なくなっています（アクション: {count}）。例: {worst}',
  'finding.permissions_narrowed.advice':
    '意図した変更であれば対応は不要ですが、これらのアクションを使う機能は動かなくなります。そうでなければ、スタックを更新してください。',
  'finding.permissions_undecided': 'ポリシー {policy} が、案内した内容と比較できない形に変更されています。',
  'finding.permissions_undecided.advice':
    '現在のテンプレートでスタックを更新するか、ポリシーを目視で比較してください。',
  'finding.deny_removed':
    'ポリシー {policy} が拒否していた操作が、許可されています（アクション: {count}、サービス: {services}）。最も危険なもの: {worst}',
  'finding.deny_removed.advice': '現在のテンプレートでスタックを更新してください。',
  'finding.deny_lapsed':
    'ポリシー {policy} は、閉じておくはずだったものを拒否しなくなりました（アクション: {count}、サービス: {services}、例: {worst}）。確認できる範囲では、今それを許可しているものはありませんが、ロールに権限が追加されるとすぐに可能になります。',
  'finding.deny_lapsed.advice':
    '何が追加されても拒否され続けるように、現在のテンプレートでスタックを更新してください。',
  'finding.policy_added':
    'ロールにインラインポリシーが追加されています: {policy}。新たに許可されるアクション: {count}、最も危険なもの: {worst}',
  'finding.policy_added.advice':
    '削除してください。ロールを制限するためのものは、拒否だけを行い何も許可しないようにしてください。',
  'finding.policy_added.advice.wider': '削除してください。案内した範囲を超えて許可しています。',
  'finding.policy_attached':
    'ロールに管理ポリシーがアタッチされています: {policy}。新たに許可されるアクション: {count}、最も危険なもの: {worst}',
  'finding.policy_attached.advice':
    'デタッチしてください。ロールを制限するためのものは、拒否だけを行い何も許可しないようにしてください。',
  'finding.policy_attached.advice.wider': 'デタッチしてください。案内した範囲を超えて許可しています。',
  'finding.policy_missing': 'インラインポリシー {policy} がありません（アクション: {count}）。例: {worst}',
  'finding.policy_missing.advice':
    '意図した変更であれば対応は不要ですが、これを使う機能は動かなくなります。そうでなければ、スタックを更新してください。',
  'finding.permissions_removed':
    'お客様のアカウントで権限が取り除かれています。ロールは {vendor} を受け入れますが、{policy} はもう何も許可していません。',
  'finding.permissions_removed.advice':
    '意図した変更であれば対応は不要です。{vendor} はここで何も操作できません。そうでなければ、スタックを更新してください。',
  'finding.boundary_changed': 'アクセス許可の境界が案内した内容と異なります（案内: {expected}、現在: {live}）。',
  'finding.boundary_changed.advice': '案内した境界に戻すか、この接続の設定の変更を依頼してください。',
  'finding.managed_policy_version_moved':
    'アクセス許可の境界 {policy} の内容が変更されています（バージョン {from} から {to}）。',
  'finding.managed_policy_version_moved.advice':
    'お客様ご自身のポリシーです。案内した機能が動かなくなった場合は、新しいバージョンが拒否する操作を確認してください。',
  'finding.session_length_raised':
    'ロールのセッションを、案内した内容より長くできるようになっています（案内: {expected} 秒、現在: {live} 秒）。',
  'finding.session_length_raised.advice': '最大セッション時間を、案内した値に戻してください。',
  'finding.tags_changed': 'ロールのタグが案内した内容と異なります: {tags}',
  'finding.tags_changed.advice': '社内のルールがタグに依存している場合は元に戻してください。アクセスには影響しません。',
  'finding.role_recreated': 'ロールが削除され、作り直されています（以前: {before}、現在: {now}）。',
  'finding.role_recreated.advice': 'お客様側で意図して行ったものであれば、対応は不要です。',
  'finding.old_role_left': 'この接続の古いロールがまだ応答しています: {role}',
  'finding.old_role_left.advice': '古いロールを作成したスタックを削除してください。必要なのは最新のロールだけです。',
  'finding.self_reading_limited': 'ロールの一部を読み取れなかったため、比較していません: {what}（{how}）',
  'finding.self_reading_limited.advice':
    'ポリシー DrawbridgeSelfRead を意図して削除した場合はそのままで構いませんが、変更に気付けなくなります。',
  'finding.access_refused': 'お客様のアカウントが {vendor} を拒否しています。',
  'finding.access_refused.advice':
    '意図してアクセスを終了した場合は、対応は不要です。そうでなければ、以下の原因を確認してください。',
  'finding.source_identity_refused': '誰のためのセッションかを示す情報（ソース ID）が、ロールに拒否されています。',
  'finding.source_identity_refused.advice':
    '信頼ポリシーにステートメント DrawbridgeSourceIdentity を戻すか、スタックを更新してください。',
  'finding.sessions_revoked_by_customer':
    'お客様のアカウントで、{before} より前に発行されたセッションが無効化されました。',
  'finding.sessions_revoked_by_customer.advice': '対応は不要です。それ以降のセッションは使えます。',
  'finding.outdated': '許可セットの別のバージョン {to} があります。現在のロールはバージョン {from} のものです。',
  'finding.outdated.advice':
    '問題ではありません。バージョン {from} は引き続き使えます。バージョン {to} のテンプレートを受け取ったら、違いを確認し、同意いただける場合はスタックを更新してください。',
  'finding.outdated.below':
    '問題ではありません。バージョン {from} は引き続き使えます。変わる内容は、下の「許可する内容の更新」にあります。',
  'finding.outdated.asked':
    '問題ではありません。バージョン {from} は引き続き使えます。更新がお客様の操作を待っています。変わる内容と、同意いただける場合に実行するコマンドは、下の「許可する内容の更新」にあります。',
};
