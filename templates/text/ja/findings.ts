// Findings: what a check found, and what to do about it. Japanese, typed by the English keys.
import type { findings as en } from '../en/findings.js';

export const findings: Record<keyof typeof en, string> = {
  'finding.external_id_missing': '外部 ID がなくてもロールを引き受けられます。',
  'finding.external_id_missing.advice':
    '信頼ポリシーをテンプレートのとおりに戻してください。この外部 ID との完全一致を要求する必要があります。',
  'finding.external_id_weakened': 'ロールが、正しい外部 ID 以外の値も受け入れます（{admitted}）。',
  'finding.external_id_weakened.advice': 'テンプレートのとおり、StringEquals でこの外部 ID だけと比較してください。',
  'finding.external_id_retired_accepted': 'ロールが、置き換え済みの外部 ID をまだ受け入れます。',
  'finding.external_id_retired_accepted.advice': '信頼ポリシーから古い外部 ID を削除してください。',
  'finding.trust_stranger_admitted':
    '信頼ポリシーに指定されていないはずのプリンシパルを、ロールが受け入れました: {principal}',
  'finding.trust_stranger_admitted.advice': '信頼ポリシーには、テンプレートにあるロール 1 つだけを指定してください。',
  'finding.trust_principal_wildcard': '信頼ポリシーが誰でも受け入れます（{principal}）。',
  'finding.trust_principal_wildcard.advice':
    'テンプレートにあるロール 1 つに置き換えてください。早めの対応をお願いします。',
  'finding.trust_principal_account': '信頼ポリシーがアカウント全体を受け入れます: {principal}',
  'finding.trust_principal_account.advice':
    'このアカウントを信頼ポリシーから削除してください。{vendor} のアカウントである場合は、' +
    '代わりにテンプレートにあるロール 1 つを指定してください。',
  'finding.trust_principal_account.advice.other':
    'このアカウントを信頼ポリシーから削除してください。{vendor} には不要であり、テンプレートにも含まれていません。',
  'finding.trust_principal_account.advice.vendor':
    'アカウントではなく、テンプレートにある {vendor} のロール 1 つを指定してください。',
  'finding.trust_principal_extra': '信頼ポリシーがほかのプリンシパルも受け入れます: {principal}',
  'finding.trust_principal_extra.advice':
    'このプリンシパルを削除してください。アクセスが必要な場合は、専用のロールを用意してください。',
  'finding.trust_principal_deleted': '信頼ポリシーに、存在しないプリンシパルが指定されています: {principal}',
  'finding.trust_principal_deleted.advice':
    'このプリンシパルを削除してください。誰も使えないプリンシパルで、削除するとポリシーが明確になります。',
  'finding.source_identity_loosened': 'ロールが、{vendor} が送るもの以外のソース ID も受け入れます。',
  'finding.source_identity_loosened.advice': 'sts:SourceIdentity の条件を、テンプレートのとおりに戻してください。',
  'finding.trust_action_extra': '信頼ポリシーが、ロールの引き受け以外も許可しています: {actions}',
  'finding.trust_action_extra.advice': 'これらのアクションを信頼ポリシーから削除してください。',
  'finding.trust_action_extra.own':
    '信頼ポリシーが、{vendor} に必要以上のアクションを許可しています: {actions}。ほかの誰もアクセスできません。' +
    '{vendor} はセッションタグを付けません。aws:PrincipalTag により許可を与えている場合、' +
    'タグによってその条件が満たされる可能性があります。',
  'finding.trust_action_extra.advice.own': 'これらのアクションを信頼ポリシーから削除してください。',
  'finding.trust_undecided': '信頼ポリシーが変更され、想定したポリシーと比較できなくなりました。',
  'finding.trust_undecided.advice':
    '信頼ポリシーをテンプレートのとおりに戻してください。安全のため、戻るまで認証情報は発行されません。',
  'finding.trust_undecided.less':
    '信頼ポリシーに、比較できない追加の条件または拒否ステートメントがあります。これらは要求を拒否するだけで、' +
    '{vendor} 以外を受け入れることはありません。',
  'finding.trust_undecided.advice.less':
    '意図した変更であれば対応は不要です。そうでなければ、信頼ポリシーをテンプレートのとおりに戻してください。',
  'undecided.too_complex': '理由: 複雑すぎるため、すべてを比較できません。',
  'undecided.unknown_operator': '理由: 未知の条件演算子が使われています。',
  'undecided.policy_variable': '理由: ポリシー変数に依存しています。',
  'undecided.mixed_conditions': '理由: 1 つの条件キーに対する複数の条件を、まとめて評価できません。',
  'undecided.not_understood': '理由: AWS が定めるポリシーの形式ではありません。',
  'witness.title': 'リクエストの例',
  'witness.principal': '呼び出し元',
  'witness.action': 'アクション',
  'witness.resource': 'リソース',
  'witness.context': '条件',
  'witness.context.none': 'なし',
  'witness.spec': '想定したロール',
  'witness.live': '現在のロール',
  'witness.allowed': '許可',
  'witness.refused': '拒否',
  'finding.trust_end_loosened': '合意した終了日時 {endsAt} を過ぎても、信頼ポリシーが {vendor} を受け入れます。',
  'finding.trust_end_loosened.advice':
    'aws:CurrentTime の条件を、テンプレートのとおりに戻してください。終了日時を変更する場合は、' +
    '{vendor} に更新を依頼してください。',
  'finding.trust_narrowed': '信頼ポリシーの受け入れ範囲が、想定より狭くなっています。',
  'finding.trust_narrowed.conditions':
    '信頼ポリシーの受け入れ範囲が、想定より狭くなっています。テンプレートにない条件があります: {conditions}',
  'finding.trust_narrowed.advice':
    '意図した変更であれば対応は不要です。そうでなければ、信頼ポリシーをテンプレートのとおりに戻してください。',
  'finding.permissions_widened':
    'ポリシー {policy} が、想定より多くのアクションを許可しています（アクション: {count}、サービス: {services}）' +
    '。最も危険なもの: {worst}',
  'finding.permissions_widened.advice':
    'ポリシー {policy} を手作業でテンプレートのとおりに戻すか、これらのアクションを削除してください。' +
    '同じテンプレートでスタックを更新しても、何も変わりません。',
  'finding.permissions_narrowed':
    'ポリシー {policy} の許可が、想定より少なくなっています（アクション: {count}）。例: {worst}',
  'finding.permissions_narrowed.advice':
    '意図した変更であれば対応は不要ですが、これらのアクションを使う機能は動かなくなります。そうでなければ、' +
    'ポリシー {policy} を手作業でテンプレートのとおりに戻してください。' +
    '同じテンプレートでスタックを更新しても、何も変わりません。',
  'finding.permissions_undecided': 'ポリシー {policy} が変更され、想定したポリシーと比較できなくなりました。',
  'finding.permissions_undecided.advice':
    'ポリシー {policy} を手作業でテンプレートのとおりに戻してください。' +
    '同じテンプレートでスタックを更新しても、何も変わりません。',
  'finding.permissions_undecided.advice.boundary':
    'このポリシーはアクセス許可の境界です。以前のバージョンを再びデフォルトに設定するか、' +
    'より単純な形に書き直してください。',
  'finding.deny_removed':
    'ポリシー {policy} が拒否していたアクションが、現在は許可されています（アクション: {count}、' +
    'サービス: {services}）。最も危険なもの: {worst}',
  'finding.deny_removed.advice':
    'ポリシー {policy} を手作業でテンプレートのとおりに戻してください。' +
    '同じテンプレートでスタックを更新しても、何も変わりません。',
  'finding.deny_lapsed':
    'ポリシー {policy} が、常に拒否すべきアクションを拒否しなくなりました（アクション: {count}、' +
    'サービス: {services}、例: {worst}）。確認できる範囲では、現在これらを許可しているものはありません。ただし、' +
    'ロールに権限が追加されるとすぐに可能になります。',
  'finding.deny_lapsed.advice':
    'ほかに何が追加されてもこれらのアクションが拒否されるように、ポリシー {policy} を手作業で' +
    'テンプレートのとおりに戻してください。同じテンプレートでスタックを更新しても、何も変わりません。',
  'finding.policy_added':
    'ロールにインラインポリシーが追加されています: {policy}。新たに許可されるアクション: {count}。' +
    '最も危険なもの: {worst}',
  'finding.policy_added.advice':
    '削除してください。ロールの制限に使う場合は、拒否だけを記述し、許可は記述しないでください。',
  'finding.policy_added.advice.wider': '削除してください。想定より多くのアクションを許可しています。',
  'finding.policy_added.less':
    'ロールにインラインポリシーが追加されています: {policy}。これによりできなくなるアクションがあります（アクション: {count}、' +
    'サービス: {services}）。例: {worst}',
  'finding.policy_added.advice.less':
    '意図した変更の場合、これらのアクションを使う機能は動かなくなります。そうでなければ、削除してください。',
  'finding.policy_added.same':
    'ロールにインラインポリシーが追加されています: {policy}。ロールでできることは変わりません。',
  'finding.policy_added.advice.same': '対応は不要です。',
  'finding.policy_added.place':
    'ロールにインラインポリシーが追加されています: {policy}。ご案内した権限を許可しています。',
  'finding.policy_added.advice.place':
    '対応は不要です。このポリシーは残してください。ないと、ご案内した権限がロールに足りなくなります。',
  'finding.policy_added.unknown':
    'ロールにインラインポリシーが追加されています: {policy}。読み取りまたは比較ができず、許可される内容が分かりません。',
  'finding.policy_added.advice.unknown': '削除するか、ロールが読み取れるようにし、より単純な形に書き直してください。',
  'finding.policy_attached':
    'ロールに管理ポリシーがアタッチされています: {policy}。新たに許可されるアクション: {count}。' +
    '最も危険なもの: {worst}',
  'finding.policy_attached.advice':
    'デタッチしてください。ロールの制限に使う場合は、拒否だけを記述し、許可は記述しないでください。',
  'finding.policy_attached.advice.wider': 'デタッチしてください。想定より多くのアクションを許可しています。',
  'finding.policy_attached.less':
    'ロールに管理ポリシーがアタッチされています: {policy}。これによりできなくなるアクションがあります（アクション: {count}、' +
    'サービス: {services}）。例: {worst}',
  'finding.policy_attached.advice.less':
    '意図した変更の場合、これらのアクションを使う機能は動かなくなります。そうでなければ、デタッチしてください。',
  'finding.policy_attached.same':
    'ロールに管理ポリシーがアタッチされています: {policy}。ロールでできることは変わりません。',
  'finding.policy_attached.advice.same': '対応は不要です。',
  'finding.policy_attached.place':
    'ロールに管理ポリシーがアタッチされています: {policy}。ご案内した権限を許可しています。',
  'finding.policy_attached.advice.place':
    '対応は不要です。このポリシーは残してください。ないと、ご案内した権限がロールに足りなくなります。',
  'finding.policy_attached.unknown':
    'ロールに管理ポリシーがアタッチされています: {policy}。読み取りまたは比較ができず、許可される内容が分かりません。',
  'finding.policy_attached.advice.unknown':
    'デタッチするか、ロールが読み取れるようにし、より単純な形に書き直してください。',
  'finding.policy_missing': 'ポリシー {policy} がロールにありません（アクション: {count}）。例: {worst}',
  'finding.policy_missing.advice':
    '意図した変更であれば対応は不要ですが、これを使う機能は動かなくなります。そうでなければ、' +
    'テンプレートにあるポリシー {policy} を手作業で追加してください。' +
    '同じテンプレートでスタックを更新しても、何も変わりません。',
  'finding.permissions_removed':
    'お客様のアカウントで権限が削除されました。ロールはまだ {vendor} を受け入れますが、' +
    '{policy} は何も許可していません。',
  'finding.permissions_removed.advice':
    '意図した変更であれば対応は不要です。{vendor} はここで何も操作できません。そうでなければ、' +
    'テンプレートにあるポリシー {policy} を手作業で追加してください。' +
    '同じテンプレートでスタックを更新しても、何も変わりません。',
  'finding.boundary_changed': 'アクセス許可の境界が想定と異なります（想定: {expected}、現在: {live}）。',
  'finding.boundary_changed.advice':
    '想定した境界に戻すか、この接続の更新で新しい境界を案内するよう {vendor} に依頼してください。',
  'finding.boundary_changed.same':
    'アクセス許可の境界が、ご案内したものと異なります（案内: {expected}、現在: {live}）。' +
    'ご案内した権限は、この境界でも変わりません。',
  'finding.boundary_changed.advice.same':
    '対応は不要です。{vendor} は、接続の更新でこの境界を案内に加えることができます。',
  'finding.boundary_changed.less':
    'アクセス許可の境界が、ご案内したものと異なります（案内: {expected}、現在: {live}）。この境界により' +
    'できなくなるアクションがあります（アクション: {count}、サービス: {services}）。例: {worst}',
  'finding.boundary_changed.advice.less':
    '意図した変更であれば、この境界を更新で案内するよう {vendor} に依頼してください。これらのアクションを使う機能は' +
    '動かなくなります。そうでなければ、次のコマンドを実行してください: {command}',
  'finding.boundary_changed.more':
    'アクセス許可の境界が、ご案内したものと異なります（案内: {expected}、現在: {live}）。この境界により' +
    '新たに可能になるアクションがあります（アクション: {count}、サービス: {services}）。最も危険なもの: {worst}',
  'finding.boundary_changed.advice.more':
    '次のコマンドで、ご案内した境界に戻してください: {command} この変更を残したい場合は、更新で案内するよう ' +
    '{vendor} に依頼してください。',
  'finding.boundary_changed.unknown':
    'アクセス許可の境界が、ご案内したものと異なり（案内: {expected}、現在: {live}）、両者を比較できませんでした。',
  'finding.boundary_changed.advice.unknown':
    'ロールがポリシー {live} を読み取れるようにするか、次のコマンドでご案内した境界に戻してください: {command}',
  'finding.managed_policy_version_moved':
    'アクセス許可の境界 {policy} の内容が変更されています（バージョン {from} から {to}）。',
  'finding.managed_policy_version_moved.advice':
    'これはお客様ご自身のポリシーです。想定した機能が動かなくなった場合は、' +
    '新しいバージョンが拒否する操作を確認してください。',
  'finding.managed_policy_version_moved.same':
    'アクセス許可の境界 {policy} の内容が変更されています（バージョン {from} から {to}）。' +
    'ご案内した権限は、この境界でも変わりません。',
  'finding.managed_policy_version_moved.advice.same': '対応は不要です。',
  'finding.managed_policy_version_moved.less':
    'アクセス許可の境界 {policy} の内容が変更されています（バージョン {from} から {to}）。これにより' +
    'できなくなるアクションがあります（アクション: {count}、サービス: {services}）。例: {worst}',
  'finding.managed_policy_version_moved.advice.less':
    'これはお客様ご自身のポリシーです。意図した変更の場合、これらのアクションを使う機能は動かなくなります。' +
    'そうでなければ、ポリシーのバージョン {from} を再びデフォルトに設定するか、' +
    'これらのアクションを新しいバージョンで許可してください。',
  'finding.managed_policy_version_moved.more':
    'アクセス許可の境界 {policy} の内容が変更されています（バージョン {from} から {to}）。これにより' +
    '新たに可能になるアクションがあります（アクション: {count}、サービス: {services}）。最も危険なもの: {worst}',
  'finding.managed_policy_version_moved.advice.more':
    'ポリシーのバージョン {from} を再びデフォルトに設定するか、これらのアクションを新しいバージョンで外してください。',
  'finding.aws_policy_changed':
    'AWS が管理ポリシー {policy} を変更しました（説明時のバージョン: {from}、現在: {to}）。新たに許可されるアクション: ' +
    '{count}（サービス: {services}）。最も危険なもの: {worst}。許可されなくなったアクション: {less}。',
  'finding.aws_policy_changed.advice':
    '対応は不要です。このポリシーを変更したのは AWS で、お客様のアカウントではありません。新たに許可されるものはありません。',
  'finding.aws_policy_changed.advice.wider':
    'このポリシーを変更したのは AWS で、お客様のアカウントではありません。{vendor} は更新により新しいバージョンを' +
    'ご案内できます。これらのアクションを許可したくない場合は、アクセス許可の境界で拒否するか、ポリシーをデタッチしてください。',
  'finding.session_length_raised':
    'ロールのセッションを、想定より長くできるようになっています（想定: {expected} 秒、現在: {live} 秒）。',
  'finding.session_length_raised.advice': '最大セッション時間を、想定した値に戻してください。',
  'finding.tags_changed': 'ロールのタグが想定と異なります: {tags}',
  'finding.tags_changed.advice': '社内のルールがタグに依存している場合は元に戻してください。アクセスには影響しません。',
  'finding.stack_other':
    'ロールを含むスタックは {liveRegion} の {live} です。ここには {statedRegion} の {stated} が登録されています。',
  'finding.stack_other.advice':
    '管理ページでスタックの名前とリージョンを修正してください。同じページのコマンドは、ロールからスタックを検索します。',
  'finding.stack_drifted':
    'CloudFormation が、ロールとスタック {stack} のテンプレートとの違いを検出しました: {what}（{foundBy}）',
  'finding.stack_drifted.advice':
    '違いによって何が許可されるかは、ほかの検出結果に示されています。テンプレートの状態に戻すには、このページの修復コマンドを使用してください。',
  'finding.stack_role_deleted':
    'CloudFormation が、スタック {stack} のロールがスタックの外で削除されたことを検出しました。',
  'finding.stack_role_deleted.advice':
    'ロールは別の方法で再作成されています。スタックの管理下に戻すには、もう一度起動してください。',
  'finding.stack_drift_unknown': 'CloudFormation から、スタックのドリフトの結果を得られませんでした（{why}）。',
  'finding.stack_drift_unknown.advice':
    'ポリシーの比較は完了しています。スタックの名前が異なる場合は、{vendor} に更新を依頼してください。',
  'finding.role_recreated': 'ロールが削除され、再作成されました（以前: {before}、現在: {now}）。',
  'finding.role_recreated.advice': 'お客様側で意図して行ったものであれば、対応は不要です。',
  'finding.old_role_left': 'この接続の古いロールがまだ応答しています: {role}',
  'finding.old_role_left.advice': '古いロールを作成したスタックを削除してください。必要なのは最新のロールだけです。',
  'finding.self_reading_limited': 'ロールの一部を読み取れず、比較できませんでした: {what}（{how}）',
  'finding.self_reading_limited.advice':
    'ポリシー DrawbridgeSelfRead がないか変更されている場合は、ロールに再び追加してください。ある場合は、' +
    'アクセス許可の境界、別のポリシー、またはサービスコントロールポリシーが読み取りを拒否しています。' +
    'そこで許可してください。読み取れないと、ロールの変更に気付けません。信頼ポリシーを読み取れない場合、' +
    '{vendor} はロールの使用を停止します。',
  'finding.access_refused': 'お客様のアカウントが {vendor} を拒否しています。',
  'finding.access_refused.advice':
    '意図してアクセスを終了した場合は、対応は不要です。そうでなければ、以下の原因を確認してください。',
  'finding.source_identity_refused':
    'ロールはソース ID 付きのセッションを拒否します。認証情報の要求にはすべてソース ID が付きます。',
  'finding.source_identity_refused.advice':
    '信頼ポリシーのステートメント DrawbridgeSourceIdentity を、テンプレートのとおりに戻してください。',
  'finding.sessions_revoked_by_customer':
    'お客様のアカウントで、{before} より前に発行されたセッションがすべて取り消されました。',
  'finding.sessions_revoked_by_customer.advice': '対応は不要です。それ以降に発行されたセッションは使えます。',
  'finding.outdated': '許可セットのバージョン {to} を利用できます。現在のロールはバージョン {from} です。',
  'finding.outdated.advice':
    '問題ではありません。バージョン {from} は引き続き使えます。バージョン {to} のテンプレートを受け取ったら、' +
    '変更内容を確認し、同意する場合はスタックを更新してください。',
  'finding.outdated.below':
    '問題ではありません。バージョン {from} は引き続き使えます。変更内容は、下の「許可内容の更新」で確認できます。',
  'finding.outdated.asked':
    '問題ではありません。バージョン {from} は引き続き使えます。下の「許可内容の更新」で、' +
    '待機中の更新を確認してください。同意する場合は、そこに表示されるコマンドを実行してください。',
};
