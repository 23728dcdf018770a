// Every sentence a person reads, in Japanese. Typed by the English keys: one too few or too many does not compile.
import type { en } from './en.js';

export const ja: Record<keyof typeof en, string> = {
  // 状態
  'state.pending': '起動待ち',
  'state.pending.meaning': 'ロールはまだ確認されていません。起動とチェックが終わるまで、何も読み取れません。',
  'state.verified': '確認済み',
  'state.verified.meaning':
    'ロールが外部 ID なしでは引き受けられないことを、一度確認しました。現在の状態は健全性をご覧ください。',
  'state.suspended': '一時停止中',
  'state.suspended.meaning': '再開されるまで、認証情報は発行されません。',
  'state.revoked': '取り消し済み',
  'state.revoked.meaning': 'アクセスは終了しました。認証情報が再び発行されることはありません。',
  'state.expired': '期限切れ',
  'state.expired.meaning': '期限までに起動されませんでした。新しい接続はいつでも作成できます。',

  // 健全性
  'health.unknown': '未確認',
  'health.unknown.meaning': '完了したチェックがまだありません。',
  'health.unknown.resumed': '再開後、まだ確認が完了していません。完了するまで認証情報は発行されません。',
  'health.revoked.meaning': '取り消し前の最後の確認の結果です。',
  'state.suspended.drill': '訓練中です。発行済みの認証情報が失効するまで、認証情報は発行されません。',
  'health.healthy': '正常',
  'health.healthy.meaning': 'ロールは案内した内容のとおりで、ほかの誰も受け入れません。',
  'health.drifted': '変更あり',
  'health.drifted.meaning': 'ロールが案内した内容と異なります。重大な問題はなく、認証情報の発行は続いています。',
  'health.unsafe': '安全でない',
  'health.unsafe.meaning': 'ロールがほかの人にも開かれている可能性があります。直るまで認証情報は発行されません。',
  'health.unreachable': '拒否',
  'health.unreachable.meaning':
    'お客様のアカウントが {vendor} を拒否しています。それはお客様が決めることです。その間、認証情報は発行されません。',
  'health.gone': 'アクセス終了',
  'health.gone.meaning':
    'お客様のアカウントが 1 日以上 {vendor} を拒否しているか、お客様側でアクセスを終了したとの申告がありました。認証情報は発行されません。',

  'notIssuing.ended': '認証情報は発行されません。終了日を過ぎています。',
  'notIssuing.outside_window': '現在、認証情報は発行されません。合意したアクセス時間帯の外です。',
  'notIssuing.hold_stale': '結論の出た最後のチェックから 7 日を過ぎたため、認証情報は発行されません。',

  'severity.critical': '重大',
  'severity.high': '高',
  'severity.medium': '中',
  'severity.information': '参考情報',
  'owner.tenant': 'お客様側',
  'owner.vendor': '{vendor}',
  'owner.aws': 'AWS',
  'access.metadata': '設定や数値を読み取ります。データの中身は読み取りません',
  'access.read': 'データの中身も含めて読み取ります',
  'access.write': '読み取りと変更を行います',

  // 検出事項
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

  // 拒否の原因
  'cause.vendor_caller.left': '現在、{vendor} 側が要求を送れない状態かもしれません。',
  'cause.vendor_caller.excluded': '{vendor} 側は要求を送れる状態です。',
  'cause.vendor_caller.next': 'お客様側での対応は不要です。{vendor} が調べ、チェックをやり直します。',
  'cause.propagation.left': 'ロールが作成された直後で、まだ AWS 全体に行き渡っていないのかもしれません。',
  'cause.propagation.excluded': 'ロールが AWS 全体に行き渡るのに十分な時間がたっています。',
  'cause.propagation.next': '2 分ほど待ってから、もう一度チェックしてください。',
  'cause.trust_ended.left': '合意した終了日時が信頼ポリシーに定められており、その日時を過ぎています。',
  'cause.trust_ended.excluded': '拒否の原因は、信頼ポリシーの終了日時ではありません。',
  'cause.trust_ended.next':
    'アクセスを続ける場合は、{vendor} が別の終了日時での更新をお願いします。続けない場合は、スタックを削除するだけです。',
  'cause.role_absent.left': 'ロールが存在しないか、名前が異なるのかもしれません。',
  'cause.role_absent.excluded': 'ロールはその名前で存在します。',
  'cause.role_absent.next':
    'アカウント {account} にロール {role} があるか確認してください。なければ、スタックを（もう一度）起動してください。',
  'cause.trust_principal.left': '要求元のロールが信頼ポリシーに指定されていないのかもしれません。',
  'cause.trust_principal.excluded': '要求元のロールは信頼ポリシーに指定されています。',
  'cause.trust_principal.next': '信頼ポリシーの Principal をテンプレートと比べてください。',
  'cause.external_id.left': '信頼ポリシーの外部 ID が異なるのかもしれません。',
  'cause.external_id.excluded': '信頼ポリシーの外部 ID は正しいものです。',
  'cause.external_id.next': '信頼ポリシーの sts:ExternalId を、ここに表示されている外部 ID と比べてください。',
  'cause.resource_control_policy.left':
    'AWS 組織のリソースコントロールポリシーが、組織外のアカウントによるロールの引き受けを禁止しているのかもしれません。',
  'cause.resource_control_policy.excluded': 'AWS 組織のリソースコントロールポリシーは妨げになっていません。',
  'cause.resource_control_policy.next':
    'AWS 組織の管理者に、sts:AssumeRole を対象とするリソースコントロールポリシーがあるか確認してください。',
  'cause.account_mistyped.left': '案内したアカウントとは別のアカウントで起動されたのかもしれません。',
  'cause.account_mistyped.excluded': 'ロールは案内したアカウントにあります。',
  'cause.account_mistyped.next': 'アカウント {account} にサインインし、スタック {stack} があるか確認してください。',
  'cause.sts_region_disabled.left':
    'お客様のアカウントで、要求先リージョンの AWS STS が無効になっているのかもしれません。',
  'cause.sts_region_disabled.excluded': '要求先リージョンの AWS STS は応答しています。',
  'cause.sts_region_disabled.next':
    'IAM の「アカウント設定」で、リージョン {region} のエンドポイントを確認してください。',
  'cause.source_identity.left': '信頼ポリシーがソース ID の設定を許可していないのかもしれません。',
  'cause.source_identity.excluded': '信頼ポリシーはソース ID の設定を許可しています。',
  'cause.source_identity.next':
    '信頼ポリシーのステートメント DrawbridgeSourceIdentity をテンプレートと比べてください。',
  'cause.aws_fault.left': 'AWS から判断できる応答が得られませんでした。',
  'cause.aws_fault.excluded': 'AWS は応答しています。',
  'cause.aws_fault.next': '対応は不要です。チェックをやり直します。',
  'causes.left': '考えられる原因',
  'causes.excluded': '原因ではないもの',
  'causes.refusedSince': 'お客様のアカウントは {since} から {vendor} を拒否しています。',
  'causes.alike': 'AWS はどの場合にも同じ応答を返すため、どれが原因かは区別できません。',

  'excludedBy.right': '正しい外部 ID が受け入れられました',
  'excludedBy.control': '同じチェックの中で {vendor} の対照ロールを引き受けられました',
  'excludedBy.none': '外部 ID なしの要求への応答から分かります',
  'excludedBy.wrong': '誤った外部 ID への応答から分かります',
  'excludedBy.upper-case': '大文字にした外部 ID への応答から分かります',
  'excludedBy.head': '前半だけ正しい外部 ID への応答から分かります',
  'excludedBy.tail': '後半だけ正しい外部 ID への応答から分かります',
  'excludedBy.one-changed': '1 文字だけ変えた外部 ID への応答から分かります',
  'excludedBy.retired': '置き換え済みの外部 ID への応答から分かります',
  'excludedBy.retiring': 'ローテーション前の外部 ID への応答から分かります',
  'excludedBy.stranger': '指定されていないプリンシパルへの応答から分かります',
  'excludedBy.right-again': '正しい外部 ID がもう一度受け入れられました',
  'excludedBy.old-role': '古いロールの応答から分かります',
  'excludedBy.inspection': 'ロールを読み取れました',
  'excludedBy.elapsed-time': '2 分が経過しました',
  'excludedBy.earlier-check': '以前のチェックで、ロールがそこにあることを確認しています',
  'excludedBy.error-code': '返された応答は AccessDenied で、無効なリージョンの場合は別のエラーになります',

  // チェックの手順
  'probe.right': '正しい外部 ID でロールを引き受ける',
  'probe.control': '要求を送れる状態かを確かめるため、{vendor} 自身の対照ロールを引き受ける',
  'probe.none': '外部 ID なしで試す（拒否されるべきもの）',
  'probe.wrong': '誤った外部 ID で試す（拒否されるべきもの）',
  'probe.upper-case': '大文字にした外部 ID で試す（拒否されるべきもの）',
  'probe.head': '前半だけ正しい外部 ID で試す（拒否されるべきもの）',
  'probe.tail': '後半だけ正しい外部 ID で試す（拒否されるべきもの）',
  'probe.one-changed': '1 文字だけ変えた外部 ID で試す（拒否されるべきもの）',
  'probe.retired': '置き換え済みの外部 ID で試す（拒否されるべきもの）',
  'probe.retiring': 'ローテーション前の外部 ID で試す（拒否されるべきもの）',
  'probe.stranger': 'ロールが指定していないプリンシパルとして試す（拒否されるべきもの）',
  'probe.right-again': '正しい外部 ID でもう一度ロールを引き受ける',
  'probe.old-role': 'この接続の古いロールを試す（拒否されるべきもの）',
  'probe.inspection': 'ロールを読み取り、案内した内容と比べる',
  'outcome.assumed': '受け入れ',
  'outcome.refused': '拒否',
  'outcome.inconclusive': '判断できる応答なし',
  'outcome.read': '読み取り済み',
  'outcome.partly-read': '一部のみ読み取り済み',
  'outcome.not-made': '未実施',
  'why.no_stranger': '{vendor} がそのための別のプリンシパルを設定していません',
  'check.running':
    'チェックを実行中です。手順が進むたびに、このページに表示されます。通常は数秒、ロールが {vendor} を受け入れない間は 2 分ほどかかります。',
  'check.passed': 'すべての手順が期待どおりでした。',
  'check.refused': 'アカウントが {vendor} を拒否しました。考えられる原因を以下に示します。',
  'check.awaited':
    '{vendor} を受け入れるロールがまだありません。起動されていないか、準備中です。残っている原因は下に示します。',
  'check.unsafe':
    '拒否すべき相手を、ロールが受け入れました。チェックはそこで終了し、ロールの許可内容は読み取っていません。',
  'check.inconclusive': 'チェックを完了できなかったため、何も変わりません。',
  'check.kind.full':
    '完全なチェックです。正しい外部 ID、外部 ID なし、誤った外部 ID、似た外部 ID を試し、ロールを読み取ります。{vendor} は毎週と、変更のたびに行います。',
  'check.kind.light':
    '簡易チェックです。外部 ID なしで一度試し、ロールを読み取ります。{vendor} は毎日行います。このチェックが見ない検出事項は、そのまま残ります。',
  'check.again': 'もう一度チェックする',
  'check.last': '前回のチェック: {at}',
  'check.never': 'チェックはまだありません',
  'inconclusive.vendor_caller': '{vendor} 側が要求を送れない状態でした。チェックをやり直します。',
  'inconclusive.aws_fault': 'AWS から判断できる応答が得られませんでした。チェックをやり直します。',
  'inconclusive.connection_changed': 'チェック中に接続が変更されました。チェックをやり直します。',
  'inconclusive.role_changed': 'チェックの前後にロールが削除または作り直されました。チェックをやり直します。',
  'inconclusive.inspection_refused':
    'ロールの読み取りが拒否されました。簡易チェックは原因を調べません。すぐに完全なチェックを行います。',
  'inconclusive.role_recreated': '前回のチェックの後にロールが作り直されました。すぐに完全なチェックを行います。',
  'inconclusive.interrupted': 'チェックが中断されました。チェックをやり直します。',
  'why.throttled': 'AWS から速度を落とすよう求められました',
  'why.aws_error': 'AWS がエラーを返しました',
  'why.no_answer': '時間内に AWS から応答がありませんでした',
  'why.unreadable_answer': 'AWS の応答を読み取れませんでした',
  'why.vendor_credentials': '{vendor} 自身の認証情報が受け付けられませんでした',
  'why.sts_region_disabled': 'このリージョンの AWS STS が無効になっています',
  'why.request_invalid': 'AWS が要求を受け付けませんでした',
  'session.issue': '{vendor} による利用',
  'session.probe': 'チェックの試行（権限なし）',
  'session.offboarding': '取り消し後の確認（権限なし）',
  'session.inspection': 'チェックによるロールの読み取り',

  // 引き渡しページ
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

  // 管理ページ
  'manage.title': '{vendor} による AWS アカウント {account} へのアクセス',
  'manage.signedInAs': '{person} として表示しています（{until} まで）。',
  'manage.state': '状態',
  'manage.health': '健全性',
  'manage.findings': '検出事項',
  'manage.findings.sessionsToo':
    'ロールに追加された操作は、取り除かれるか有効期限が切れるまで、すでに引き渡された認証情報でも実行できます。',
  'finding.notLookedAt': '以前のチェックで検出された事項です。{at} 以降のチェックでは確認していません。',
  'manage.findings.none': '検出事項はありません。',
  'manage.ledger': 'アクセスを利用した人',
  'manage.ledger.note':
    '作成されたすべてのセッションと、その利用者、有効期限です。セッションで行われた操作は、お客様の CloudTrail にセッション名で記録されています。',
  'manage.ledger.none': 'まだ誰も利用していません。',
  'manage.ledger.usesAtFirst':
    '利用だけを表示しています。チェックのセッションは種類「チェック」に、全部まとめたものは「すべて」にあります。',
  'manage.history': '変更の内容、変更した人、理由',
  'manage.sessionName': 'セッション名',
  'manage.from': '開始',
  'manage.until': '終了',
  'manage.for': '利用者',
  'manage.actions': 'できること',
  'manage.jump': 'このページの内容',
  'manage.jump.suspend': '一時停止または取り消し',
  'manage.jump.resume': '再開または取り消し',
  'manage.reason': '理由（履歴に残ります）',
  'manage.reason.wrong':
    '何も変更されていません。理由は制御文字を含まない 1 行、500 文字以内で入力し、もう一度お試しください。',
  'manage.suspend': '一時停止する',
  'manage.suspend.note':
    '再開されるまで {vendor} に認証情報は発行されません。お客様が一時停止したものは、お客様だけが再開できます。',
  'manage.suspend.note.notHere':
    '再開されるまで {vendor} に認証情報は発行されません。このリンクは {vendor} のサポートが作成したため、一時停止はできますが再開はできません。再開するには、{vendor} のアプリケーションからこのページを開いてください。',
  'manage.drill':
    '{vendor} が取り消しの訓練を行っています。発行済みの認証情報が失効するまで、認証情報は発行されません。その後、確認を経てアクセスは自動的に再開します。',
  'manage.resume': '再開する',
  'manage.resume.note': '先にチェックが実行され、合格すると認証情報の発行が再開されます。',
  'manage.resume.vendor': '{vendor} がこの接続を一時停止しました。解除できるのは {vendor} だけです。',
  'manage.resume.notHere':
    'このリンクは {vendor} のサポートが作成したため、お客様が一時停止したものを再開できません。{vendor} のアプリケーションからこのページを開いてください。',
  'manage.revoke': '完全に取り消す',
  'manage.revoke.note': 'この操作は元に戻せません。再びアクセスを許可するには、新しい接続を作成します。',
  'manage.revoke.notHere':
    'このリンクでは一時停止はできますが、取り消しはできません。取り消せるリンクを {vendor} に依頼してください。リンクがなくても、お客様の AWS アカウントでスタックを削除すれば、いつでもアクセスを終了できます。',
  'manage.revoke.confirm': '確認のため、AWS アカウントの番号を入力してください: {account}',
  'manage.own': 'お客様のアカウントで終了する',
  'manage.own.note':
    'このアクセスは、このページを使わず、誰の許可も得ずに、AWS アカウント {account} でいつでも終了できます。発行済みのセッションを無効にしてから、スタックを削除してください。',
  'manage.own.commands': 'コマンド',
  'manage.done.suspended': '一時停止しました。認証情報はもう発行されません。',
  'manage.done.resumed': '再開しました。チェックを実行しています。',
  'manage.done.revoked': '取り消しました。認証情報が再び発行されることはありません。',

  // アクセスの終了
  'revoke.before': 'これから起こること',
  'revoke.impact.sessions': '有効な可能性のあるセッションは {count} 件で、最後のものは {until} に終了します。',
  'revoke.impact.cut':
    'このうち {count} 件は何も操作できません。前回のチェックで、{before} より前に発行されたセッションをお客様が無効化したことを確認しています。ポリシー AWSRevokeOlderSessions がロールにある間、この状態が続きます。',
  'revoke.impact.none': '有効なセッションはありません。',
  'revoke.impact.lastUse': '最後の利用: {at}、利用者: {by}',
  'revoke.impact.lastUseAt': '最後の利用: {at}',
  'revoke.impact.neverUsed': '認証情報は一度も引き渡されていません。',
  'revoke.impact.notUsedSince': '{at} 以降、認証情報は引き渡されていません。',
  'revoke.stopped': '{at} に発行を停止しました。',
  'revoke.until': '最後のセッションは {until} に終了します。',
  'revoke.validUntil': '発行済みの認証情報は、AWS アカウントで無効にしない限り、それまで有効です。',
  'revoke.noSessions': '有効な認証情報はもうありません。',
  'revoke.cut': 'ロールのすべてのセッションを今すぐ無効にする',
  'revoke.cut.note':
    'この時点より前に作成されたセッションのすべての操作を拒否するポリシー AWSRevokeOlderSessions を追加します。通常は数秒、長くても数分で効果が現れます。',
  'revoke.delete': 'スタックを、ロールごと削除する',
  'revoke.delete.closed':
    'まず、ロールのアクセス許可の境界に AWSDenyAll を設定します。以後このロールでは誰も何も操作できず、ロールが削除されるまで、無効にしたセッションは無効のままです。組織の制限で境界を設定できない場合は、省いて次へ進んでください。その場合、AWSRevokeOlderSessions を外してからロールが削除されるまでの間、無効にしたセッションが再び有効になります。',
  'revoke.delete.closed.label': '削除されるまでロールを閉じておく',
  'revoke.delete.policies':
    '次に、スタックが作成したものではないポリシーを外します。これらが残っていると CloudFormation はロールを削除できません。前回のチェックで見つかったもの、最後に、追加した場合はセッションを無効にしたポリシーの順です。',
  'revoke.delete.policies.label': '追加されたポリシーを外す',
  'revoke.delete.stack': 'そのあと、スタックを削除します。',
  'revoke.delete.conflict':
    '先にポリシーを削除またはデタッチする必要があると CloudFormation に表示された場合は、ほかのポリシーが追加されています。IAM でロール {role} から外してから、もう一度スタックを削除してください。',
  'revoke.delete.hand': 'スタックで作成したロールでない場合は、IAM でロール {role} を削除してください。',

  // 以前からあるアクセス
  'legacy.title': '削除していただく以前のアクセス',
  'legacy.note':
    'この接続より前から、{vendor} にはお客様のアカウントへの別のアクセスがありました。この接続のロールがその代わりになります。{vendor} がこのサービスを通じて以前のアクセスを使うことはありません。',
  'legacy.role': 'ロール {name}',
  'legacy.user': 'ユーザー {name} のアクセスキー {key}',
  'legacy.waiting':
    'お待ちください。この接続のロールは現在確認できていません。確認でき次第、以前のアクセスの削除方法をここに表示します。',
  'legacy.look': 'AWS が記録している最終使用日時（空の場合は使用なし）',
  'legacy.stack': '作成元のスタック（ある場合）',
  'legacy.stack.note':
    'スタックのあるリージョンで確認してください。スタック名が表示された場合は、手作業では何も削除せず、そのスタックを削除してください。ない場合は AWS のエラーメッセージになります。',
  'legacy.off': 'キーを無効にする（再び有効にできます）',
  'legacy.remove.role': 'ロールを、アタッチされているものごと削除する',
  'legacy.remove.user': 'キーを完全に削除する',
  'legacy.close': '削除しました',
  'legacy.close.note': 'お名前と日付が履歴に残ります。',
  'legacy.deleted': '{at} に {person} が削除済みとしました。',
  'legacy.deleted.vendor': '{at} に {vendor} が、{person} からの連絡として削除済みと記録しました。',
  'legacy.mistaken': '誤って記録されたもので、{at} に {vendor} が取り下げました。',

  // 取り消しの後: ロールが閉じられたかどうか
  'offboarding.consent': 'ロールが閉じられたことを {vendor} が確認してもよい',
  'offboarding.consent.note':
    '最長 30 日間、最初の数時間の後は 1 日 1 回、権限のない要求で確認します。要求はすべてこのページに記録され、お客様のアカウントが受け入れている間は CloudTrail にも drawbridge-offboarding-check-… として記録されます。いつでも中止できます。チェックを外すと、{vendor} はお客様のアカウントに何も送らず、ロールが閉じられたかどうかもお知らせできません。',
  'offboarding.title': 'ロールは閉じられましたか',
  'offboarding.declined':
    '確認は行いません。お客様の側で同意がなかったためです。お客様のアカウントには何も送られません。',
  'offboarding.checking.first': '自動的に確認します。最初の確認は数分以内、最長で {until} までです。',
  'offboarding.checking.refused':
    'お客様のアカウントは {since} から {vendor} を拒否しています。1 時間にわたり繰り返し拒否されると、閉じられたものと判断します。',
  'offboarding.checking.trusts':
    'ロールはまだ {vendor} を信頼しています（{since} から確認）。次の方法で削除してください。',
  'offboarding.confirmed':
    '{since} に取り消しを確認しました。お客様のアカウントは 1 時間以上にわたり {vendor} を繰り返し拒否しました。今後は何も送られません。',
  'offboarding.stopped':
    '{since} に確認を中止しました。お客様のアカウントには何も送られません。ロールが閉じられたことは証明されていません。',
  'offboarding.unconfirmed':
    '{since} に 30 日が過ぎましたが、ロールが閉じられたことは証明されていません。お客様のアカウントには何も送られません。',
  'offboarding.consent.tenant': '確認の可否は、お客様側がこのページで回答したものです。',
  'offboarding.consent.vendor': '確認の可否は、お客様に代わって {vendor} が回答したものです。',
  'offboarding.lookedAt': '前回の確認: {at}',
  'offboarding.delete': 'ロール {role} のスタックを削除する',
  'offboarding.stop': '確認を中止する',
  'offboarding.stop.note':
    '以後、お客様のアカウントには何も送られません。確認が再開されることはなく、ロールが閉じられたかどうかは分からないままになります。',

  // 失われたロールを元に戻す
  'relaunch.title': 'ロールは誤って削除されましたか',
  'relaunch.note':
    'その場合は、スタックをもう一度起動してください。ロールは同じ名前と外部 ID で元に戻ります。チェックで確認でき次第、{vendor} への認証情報の発行が再開されます。',
  'relaunch.exists':
    'スタック {stack} がすでに存在すると AWS に表示された場合は、先にそれを削除してから起動してください。削除の方法:',

  // お客様自身による終了
  'ownEnd.title': 'お客様側でアクセスを終了しましたか',
  'ownEnd.note':
    'ロールの削除、信頼ポリシーの変更、組織による制限のいずれの場合も、AWS は同じ応答を返します。お客様側で決めたことであれば、ここでお知らせください。そうでなければ、上の原因を確認してください。',
  'ownEnd.cause': '行ったこと',
  'ownEnd.cause.none': '回答しない',
  'ownEnd.cause.role_deleted': 'スタックまたはロールを削除した',
  'ownEnd.cause.trust_edited': '信頼ポリシーを変更した',
  'ownEnd.cause.resource_control_policy': '組織のリソースコントロールポリシーで拒否している',
  'ownEnd.say': 'アクセスを終了しました',
  'ownEnd.said.tenant': '{at} に、お客様側でアクセスを終了したとの申告がありました。',
  'ownEnd.said.vendor':
    '{at} に、お客様からの連絡に基づき、お客様側でアクセスを終了したことを {vendor} が記録しました。',
  'ownEnd.gone':
    '認証情報は発行されません。{vendor} は、ロールが再び受け入れるかどうかを引き続き時々確認します。それも終わらせるには、接続を取り消してください。',

  // ページのエラー
  'error.title': '操作を完了できませんでした',
  'error.title.done': '完了済みです',
  'error.requestId': 'リクエスト ID: {requestId}',
  'error.back': '戻る',
  'error.link_not_valid': 'このリンクはもう使えません。{vendor} に新しいリンクを依頼してください。',
  'error.link_done':
    'このリンクの役目は終わりました。ロールは検証済みです。その後のアクセスの状況と、ロールが失われた場合の再起動の方法は、{vendor} が発行する新しいリンクで確認できます。',
  'error.page_not_open':
    'このページはこのブラウザーで開かれていないか、すでに閉じられています。リンクをもう一度開いてください。開いたばかりの場合は、ブラウザーが Cookie を保存していません。このサイトの Cookie を許可してください。',
  'error.not_found': 'ここには何もありません。',
  'error.not_allowed': 'このリンクではその操作はできません。',
  'error.link_may_not_revoke':
    '何も変更されていません。このリンクでは一時停止はできますが、取り消しはできません。取り消せるリンクを {vendor} に依頼するか、お客様の AWS アカウントでスタックを削除してアクセスを終了してください。',
  'error.link_may_not_resume':
    '何も変更されていません。このリンクは {vendor} のサポートが作成したため、お客様が一時停止したものを再開できません。{vendor} のアプリケーションからこのページを開いてください。',
  'error.csrf': 'このページを開いてから時間がたちすぎました。読み込み直して、もう一度操作してください。',
  'error.request_invalid': 'フォームの入力内容に、必要な形になっていないものがあります。',
  'error.confirmation_wrong': 'アカウント番号が一致しません。何も変更されていません。',
  'error.conflict': '同時にほかの人が変更しました。ページを読み込み直してください。',
  'error.not_in_this_state': '現在の状態では、その操作はできません。',
  'error.offboarding_not_open': 'ロールが閉じられたかどうかの確認は行われていないため、中止するものはありません。',
  'error.not_refused':
    '何も変更されていません。前回のチェックではロールが {vendor} を受け入れたため、アクセスはまだ終了していません。アカウント側で終了するか、もう一度チェックしてください。',
  'error.suspended_by_vendor': 'この接続はベンダーが一時停止したため、ベンダーだけが再開できます。',
  'error.suspended_by_tenant': 'この接続はお客様が一時停止したため、お客様だけが再開できます。',
  'error.under_review': '先に {vendor} がこの接続を確認しています。後ほどもう一度お越しください。',
  'error.checks_too_frequent': 'この接続はチェックされたばかりです。数分後にもう一度お試しください。',
  'error.too_many_requests': 'リクエストが多すぎます。少し待ってから、もう一度お試しください。',
  'error.unavailable': '現在は利用できません。何も変更されていません。数分後にもう一度お試しください。',
  'error.internal': '当方で問題が発生しました。お客様側での対応は不要です。もう一度お試しください。',

  // 共通
  'page.skip': '本文へ移動',
  'page.language': '言語',
  'page.language.en': 'English',
  'page.language.ja': '日本語',
  'page.support': 'お問い合わせ: {contact}',
  'page.utc': '時刻はすべて UTC です。',
  'page.reload': '読み込み直す',

  // ページ
  'check.findings': 'チェックが完了しました。確認された内容は検出事項に示します。',
  'handoff.usedBy': '利用する側',
  'handoff.usedBy.note': '{vendor} のこのロールだけが、上の外部 ID を示した場合に限り利用できます。',
  'handoff.sessions': 'セッション',
  'handoff.sessions.atMost': '1 回につき最長 {minutes} 分',
  'handoff.trustEnd': '自動的な終了',
  'handoff.trustEnd.note': 'この日時を過ぎると、信頼ポリシーは誰も受け入れません。ほかの誰が何をしても変わりません。',
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
    'アカウント {account} で実行してください。イベントは数分後に CloudTrail に表示され、90 日間保持されます。',
  'manage.cloudtrail.used': 'このセッションで行われた操作（利用しているリージョンごとに実行してください）:',
  'manage.cloudtrail.made': 'このセッションを作成した AssumeRole:',
  'manage.ledger.check': 'チェック',
  'manage.ledger.requests': '（要求 {count} 件）',
  'manage.ledger.requests.one': '（要求 1 件）',
  'manage.ledger.offboarding': '取り消し後の確認',
  'manage.ledger.cut': 'お客様が無効化: {before} より前に発行',
  'manage.ledger.handedOut': '認証情報の引き渡し',
  'manage.ledger.handedOutAt': '{at} に {to} へ引き渡し',
  'filter.kind': '種類',
  'filter.everything': 'すべて',
  'filter.from': '最初の日（UTC）',
  'filter.to': '最後の日（UTC）',
  'filter.show': '表示',
  'filter.clear': '絞り込みを解除する',
  'filter.noDay':
    '「{typed}」は日付ではありません。日付を選ぶか、2026-11-22 のように入力してください。以下の一覧は日付で絞り込まれていません。',
  'filter.turned': '最初の日が最後の日より後です。以下の一覧は日付で絞り込まれていません。',
  'filter.none': 'その種類と期間に該当するものはありません。',
  'filter.noneSoFar': '新しい部分には該当するものがありませんでした。以前のものにある可能性があります。',
  'kind.setup': '設定',
  'kind.checks': 'チェック',
  'kind.access': '一時停止・再開・終了',
  'kind.rotation': '外部 ID の置き換え',
  'kind.upgrade': '許可内容の更新',
  'kind.legacy': '以前のアクセス',
  'kind.offboarding': 'ロールが閉じられたかどうかの確認',
  'ledgerKind.check': 'チェック',
  'ledgerKind.offboarding': '取り消し後の確認',
  'manage.newest': '最新',
  'manage.older': '以前のもの',
  'manage.endsAt': '終了日時',
  'manage.trustEnd': '自動的な終了（信頼ポリシー）',
  'manage.windows': '利用できる時間帯（UTC）',
  'manage.window': '{days} {from}～{to}',
  'manage.proposed.end_date':
    '合意した終了日を過ぎたため、認証情報は発行されていません。不要であれば、取り消してください。',
  'manage.proposed.gone': 'お客様のアカウントでこのアクセスは終了しています。確定するには、取り消してください。',
  'manage.proposed.unused': 'このアクセスは 90 日間使われていません。不要であれば、取り消してください。',
  'day.mon': '月曜日',
  'day.tue': '火曜日',
  'day.wed': '水曜日',
  'day.thu': '木曜日',
  'day.fri': '金曜日',
  'day.sat': '土曜日',
  'day.sun': '日曜日',
  'upgrade.title': '許可する内容の更新',
  'upgrade.offered':
    '許可セットのバージョン {to} があります。現在のロールはバージョン {from} のものです。スタックを更新しない限り、何も変わりません。',
  'upgrade.waiting':
    'バージョン {from} から {to} への更新が {at} からお客様の操作を待っています。スタックを更新するまでロールは変わりません。何もしなければ、そのままです。',
  'upgrade.waiting.end':
    'ロールの更新が {at} からお客様の操作を待っています。スタックを更新するまでロールは変わりません。何もしなければ、そのままです。',
  'upgrade.end.to': '更新後、信頼ポリシーは {to} に自動的に終了し、それ以降は誰も受け入れません。',
  'upgrade.end.none': '更新後、信頼ポリシーは自動的には終了しなくなります。',
  'upgrade.end.from': '現在の終了日時は {from} です。',
  'upgrade.end.from.none': '現在は自動的には終了しません。',
  'upgrade.withdrawn':
    'ベンダーは、バージョン {from} からの更新先としてお願いしていたバージョン {to} を取り下げました。この更新は行わないでください。次の確認で取りやめになります。',
  'upgrade.more':
    '新たに許可されるもの: {services} 個のサービスの {count} 個のアクション。影響が最も大きいもの: {worst}。',
  'upgrade.more.none': '新たに許可されるものはありません。',
  'upgrade.less':
    '許可されなくなるもの: {services} 個のサービスの {count} 個のアクション。影響が最も大きいもの: {worst}。',
  'upgrade.less.none': '許可されなくなるものはありません。',
  'upgrade.closed': 'ロールにほかに何が追加されても、さらに {count} 個のアクションを閉じたままにします。',
  'upgrade.opened': '今日閉じている {count} 個のアクションを、閉じたままにしなくなります。',
  'upgrade.undecided': '意味による比較ですべてを判断できませんでした。ステートメントをご確認ください。',
  'upgrade.difference': '変わるステートメント（{count}）とその理由',
  'upgrade.added': '追加',
  'upgrade.removed': '不要になったもの',
  'upgrade.changed': '変更',
  'upgrade.deny.added': '追加: 閉じたままにするもの',
  'upgrade.deny.removed': '閉じたままにしなくなるもの',
  'upgrade.deny.changed': '変更: 閉じたままにするもの',
  'upgrade.actions.added': '追加されるアクション',
  'upgrade.actions.removed': '取り除かれるアクション',
  'upgrade.resources.added': '追加されるリソース',
  'upgrade.resources.removed': '取り除かれるリソース',
  'upgrade.conditions': '条件が変わります。',
  'upgrade.how':
    'アカウントで（たとえば CloudShell で）実行してください。ロールの許可、説明、タグが変わります。名前と信頼する相手は変わりません。',
  'upgrade.how.end':
    'アカウントで（たとえば CloudShell で）実行してください。ロールの信頼ポリシーの終了日時が変わります。名前と信頼する相手は変わりません。',
  'upgrade.start': '更新を準備する',
  'upgrade.cancel': '更新を取りやめる',
  'change.noticed':
    'スタックを更新したら、このページの「もう一度チェックする」を押してください。押さなくても、1 時間以内に自動で確認されます。',
  'change.notGiven':
    'スタックの更新方法は、現在表示できません。しばらくしてからこのページを再読み込みしてください。その間も停止するものはありません。',
  'rotation.title': '外部 ID の置き換え',
  'rotation.note':
    '外部 ID が知られるべきでない所に知られた場合は、ここで新しい ID を依頼できます。スタックを一度更新していただくだけで、その間も停止するものはありません。',
  'rotation.start': '新しい外部 ID を依頼する',
  'rotation.cancel': '置き換えを取り消す',
  'rotation.waiting':
    '新しい外部 ID の準備ができています（期限: {deadline}）。スタックを更新するまでは以前の ID が有効です。何もしなければ、そのまま変わりません。',
  'rotation.waiting.how':
    'CloudShell などを使い、このアカウントで次のコマンドを実行してください。変更されるのはロールの信頼ポリシーだけです。',
  'rotation.command': 'スタックを更新する',
  'rotation.console':
    'または CloudFormation コンソールで、スタック {stack} を選択し、「更新」から「既存テンプレートを置き換える」を選んで下記の Amazon S3 URL を入力してください。「次へ」で最後まで進み、IAM リソースに関するチェックボックスをオンにして「送信」を選びます。Amazon S3 URL: {template}',
  'rotation.proving': '新しい外部 ID が {at} から使われています。以前の ID が無効であることを確認しています。',
  'revoke.impact.alsoUsedBy': '{by} も利用しています。',
  'page.newTab': '（新しいタブで開きます）',

  // 履歴の各行: 何が起きたか、誰が、なぜ
  'change.connection.created':
    '{who}が、AWS アカウント {account} への接続を作成しました（許可セット {set}、バージョン {version}）。',
  'change.connection.changed': '{who}が、起動前の接続を変更しました（{changed}）。',
  'change.connection.limits-changed': '{who}が、接続を使用できる期間を変更しました（{endsAt}、{windows}）。',
  'change.connection.revoke-proposed': 'この接続の取り消しが提案されました。決めるのは人です。',
  'change.connection.revoke-proposed.end_date':
    '終了日を過ぎたため、この接続の取り消しが提案されました。決めるのは人です。',
  'change.connection.revoke-proposed.gone':
    'AWS アカウント側でアクセスが終了したため、この接続の取り消しが提案されました。決めるのは人です。',
  'change.connection.revoke-proposed.unused':
    '90 日間使用されていないため、この接続の取り消しが提案されました。決めるのは人です。',
  'change.connection.revoke-proposal-lifted': '理由がなくなったため、取り消しの提案が取り下げられました。',
  'change.connection.launched-again':
    '{who}が、ロールをもう一度起動するための新しい名前を求めました（起動 {launch}）。',
  'change.connection.reviewed': '{who}が、確認待ちの接続について判断しました{because}。',
  'change.connection.reviewed.approved': '{who}が、確認待ちの接続を承認しました{because}。',
  'change.connection.reviewed.refused': '{who}が、確認待ちの接続を承認しませんでした{because}。',
  'change.connection.verified':
    'ロールが外部 ID を使う {vendor} だけを受け入れることを、チェックが初めて確認しました。健全性: {health}。検出事項: {findings}。',
  'change.connection.checked': 'チェックが前回と異なる結果を検出しました。健全性: {health}。検出事項: {findings}。',
  'change.connection.checked.admitted':
    'ロールはチェックを受け入れましたが、前回と異なる結果が検出されました。健全性: {health}。検出事項: {findings}。',
  'change.connection.checked.first':
    '接続の作成または再開後、初めてのチェックがロールに受け入れられました。健全性: {health}。検出事項: {findings}。',
  'change.connection.checked.refused': 'ロールがチェックを拒否しました。健全性: {health}。検出事項: {findings}。',
  'change.connection.checked.unsafe':
    'ロールが、拒否すべきチェックの要求を受け入れました。健全性: {health}。検出事項: {findings}。',
  'change.connection.rotation-started':
    '{who}が、新しい外部 ID を求めました{because}。{deadline} までにスタックが更新されなければ中止されます。',
  'change.connection.rotation-cancelled':
    '{who}が、新しい外部 ID を中止しました{because}。現在の ID がそのまま残ります。',
  'change.connection.rotation-cancelled.system':
    '期限を過ぎたため、新しい外部 ID は中止されました。現在の ID がそのまま残ります。',
  'change.connection.rotation-switched':
    'ロールが新しい外部 ID を受け入れることを、チェックが確認しました。現在はこの ID が使われます。',
  'change.connection.rotation-switched.ask':
    'ロールが新しい外部 ID を受け入れることが、認証情報の要求で分かりました。現在はこの ID が使われます。',
  'change.connection.rotation-switched.cancel':
    '新しい外部 ID を中止しようとしましたが、ロールはすでに受け入れています。現在はこの ID が使われます。',
  'change.connection.rotation-finished': 'ロールが以前の外部 ID を拒否することを、チェックが確認しました。',
  'change.connection.upgrade-started':
    '{who}が、許可セットをバージョン {from} から {to} へ更新するよう求めました{because}。',
  'change.connection.upgrade-started.end':
    '{who}が、{trustEnd}よう、ロールの更新を求めました{because}。許可セットは変わりません。',
  'change.connection.upgrade-started.both':
    '{who}が、許可セットをバージョン {from} から {to} へ更新し、{trustEnd}よう求めました{because}。',
  'change.trustEnd': '信頼ポリシーが {at} に自動的に終了する',
  'change.trustEnd.none': '信頼ポリシーが自動的には終了しない',
  'change.connection.upgrade-cancelled':
    '{who}が、ロールの更新を中止しました{because}。許可セットのバージョン {version} も信頼ポリシーもそのまま残ります。',
  'change.connection.upgrade-cancelled.system':
    'バージョンが取り下げられたため、許可セットの更新は中止されました。バージョン {version} がそのまま残ります。',
  'change.connection.upgraded':
    'チェックが更新を確認しました。ロールは許可セット {set} のバージョン {version} のとおりです。',
  'change.connection.suspended': '{who}が、接続を一時停止しました{because}。再開されるまで認証情報は発行されません。',
  'change.connection.resumed': '{who}が、接続を再開しました{because}。認証情報の発行前にチェックが行われます。',
  'change.connection.resumed.still':
    '{who}が、自分の側の一時停止を解除しました{because}。もう一方の側による一時停止は続いています。',
  'change.connection.end-stated': '{who}が、AWS アカウント側でアクセスを終了したと申告しました{because}。',
  'change.connection.end-stated.cause':
    '{who}が、AWS アカウント側でアクセスを終了したと申告しました{because}。行われたこと: {cause}。',
  'change.connection.drill-started':
    '{who}が、取り消しの訓練を始めました{because}。発行済みの認証情報が失効するまで、認証情報は発行されません。',
  'change.connection.drill-finished':
    '取り消しの訓練が終わりました。要求から最後のセッションの終了まで: {endAfter}。有効だったセッション: {sessionsAlive}。停止後に渡された認証情報: {handedOutAfterStop}。認証情報の発行前にチェックが行われます。',
  'change.connection.legacy-recorded':
    '{who}が、アカウントへの以前からのアクセスとして{legacy}を記録しました{because}。使われることはありません。',
  'change.connection.legacy-closed':
    '{who}が、{person}からの申告により、以前のアクセスである{legacy}を削除済みとしました。',
  'change.connection.legacy-retracted':
    '{who}が、以前のアクセスとして誤って記録された{legacy}を取り下げました{because}。',
  'change.connection.legacy-reminded':
    '代わりのロールが機能していますが、以前のアクセスがまだ残っています。件数: {open}。残っているもの: {openLegacy}。',
  'legacyNamed.role': 'ロール「{arn}」',
  'legacyNamed.user': '「{arn}」のアクセスキー「{key}」',
  'change.connection.revoked': '{who}が、接続を取り消しました{because}。アクセスは完全に終了しました。',
  'change.connection.revoked.mayCheck':
    '{who}が、接続を取り消しました{because}。アクセスは完全に終了しました。ロールが閉じられたかどうかの確認は許可されています。',
  'change.connection.revoked.mayNotCheck':
    '{who}が、接続を取り消しました{because}。アクセスは完全に終了しました。ロールが閉じられたかどうかの確認は許可されていません。',
  'change.connection.offboarding-checked': '取り消し後、ロールが閉じられたかどうかを確認しました。',
  'change.connection.offboarding-checked.admitted':
    '取り消し後、ロールが閉じられたかどうかを確認しました。ロールはまだ {vendor} を信頼しています。',
  'change.connection.offboarding-checked.refused':
    '取り消し後、ロールが閉じられたかどうかを確認しました。ロールは {vendor} を拒否しました。',
  'change.connection.revocation-confirmed':
    '取り消しを確認しました。ロールは {refusedSince} から繰り返し {vendor} を拒否しています。今後は何も送信されません。',
  'change.connection.offboarding-stopped':
    '{who}が、ロールが閉じられたかどうかの確認を停止しました{because}。今後は何も送信されません。',
  'change.connection.offboarding-ended':
    '30 日間の確認期間が終わりましたが、ロールが閉じられたことは確認できませんでした。今後は何も送信されません。',
  'change.connection.expired': '期限までに起動されなかったため、接続は期限切れになりました。',
  'change.tenant.created': '{who}が、顧客 {name} を登録しました。',
  'change.tenant.closed': '{who}が、顧客 {name} を終了しました{because}。',
  'change.key.created': '{who}が、API キー {name}（{scope}）を作成しました。',
  'change.key.rotated': '{who}が、API キー {name} のシークレットを新しくしました。',
  'change.key.revoked': '{who}が、API キー {name} を取り消しました。',
  'change.link.created': '{who}が、リンクを作成しました。',
  'change.link.created.hand-off': '{who}が、引き渡しリンクを作成しました。',
  'change.link.created.manage': '{who}が、{person} の管理リンクを作成しました。',
  'change.link.revoked': '{who}が、リンクを取り消しました。',
  'change.link.revoked.hand-off': '{who}が、引き渡しリンクを取り消しました。',
  'change.link.revoked.manage': '{who}が、{person} の管理リンクを取り消しました。',
  'change.webhook.created': '{who}が、Webhook {id} を作成しました。',
  'change.webhook.rotated': '{who}が、Webhook {id} のシークレットを新しくしました。',
  'change.webhook.disabled': '{who}が、Webhook {id} を無効にしました。',
  'change.permission-set.published': '許可セット {set} のバージョン {version} が公開されました。',
  'change.other': '{who}による変更（{action}）{because}。',
  'change.unreadable': 'この行は、本キットが書く形式ではありません。履歴を検証してください。',
  'changed.options': 'ロールのオプション',
  'changed.maxSessionSeconds': '最長セッション時間',
  'changed.roleArn': 'ロール名',
  'changed.endsAt': '終了日',
  'changed.windows': 'アクセス時間帯',
  'limit.endsAt': '{at} まで',
  'limit.endsAt.none': '終了日なし',
  'limit.windows': '{windows}（UTC）',
  'limit.windows.none': '時間帯の制限なし',
  because: '（理由: {reason}）',
  // チェックの検出事項の短い名前。ロールの詳細は含まない
  findingsCounted: '{count} 件',
  'findingsCounted.named': '{count} 件（{names}）',
  'findingsCounted.more': '{count} 件（{names}、ほか {more} 件）',
  findingsInformation: '参考情報: {names}。',
  'findingNamed.external_id_missing': '外部 ID なしで受け入れ',
  'findingNamed.external_id_weakened': '外部 ID の条件の緩和',
  'findingNamed.external_id_retired_accepted': '置き換え済みの外部 ID の受け入れ',
  'findingNamed.trust_stranger_admitted': '無関係なプリンシパルの受け入れ',
  'findingNamed.trust_principal_wildcard': '誰でも信頼',
  'findingNamed.trust_principal_account': 'アカウント全体を信頼',
  'findingNamed.trust_principal_extra': 'ほかのプリンシパルを信頼',
  'findingNamed.trust_principal_deleted': '存在しないプリンシパルを信頼',
  'findingNamed.source_identity_loosened': 'ソース ID の条件の緩和',
  'findingNamed.trust_action_extra': '信頼ポリシーの余分なアクション',
  'findingNamed.trust_undecided': '比較できない信頼ポリシー',
  'findingNamed.trust_end_loosened': '信頼ポリシーの終了日時の延長',
  'findingNamed.trust_narrowed': '信頼ポリシーの縮小',
  'findingNamed.permissions_widened': '許可の拡大',
  'findingNamed.permissions_narrowed': '許可の縮小',
  'findingNamed.permissions_undecided': '比較できない許可',
  'findingNamed.deny_removed': '拒否されていたアクションの許可',
  'findingNamed.deny_lapsed': '拒否の消失',
  'findingNamed.policy_added': 'インラインポリシーの追加',
  'findingNamed.policy_attached': '管理ポリシーのアタッチ',
  'findingNamed.policy_missing': 'インラインポリシーの欠落',
  'findingNamed.permissions_removed': '許可の撤回',
  'findingNamed.boundary_changed': 'アクセス許可の境界の変更',
  'findingNamed.managed_policy_version_moved': 'アクセス許可の境界の内容の変更',
  'findingNamed.session_length_raised': '最長セッション時間の延長',
  'findingNamed.tags_changed': 'タグの変更',
  'findingNamed.role_recreated': 'ロールの再作成',
  'findingNamed.old_role_left': '応答する古いロール',
  'findingNamed.self_reading_limited': '読み取れないロールの一部',
  'findingNamed.access_refused': 'アクセスの拒否',
  'findingNamed.source_identity_refused': 'ソース ID の拒否',
  'findingNamed.sessions_revoked_by_customer': 'AWS アカウント側でのセッションの切断',
  'findingNamed.outdated': '許可セットの別のバージョン',
  lasted: '{minutes} 分 {seconds} 秒',
  quoted: '「{text}」',
  listed: '{before}、{next}',
  'by.operator': 'オペレーター{name}',
  'by.support': 'サポート{name}',
  'by.backend': 'バックエンド{name}',
  'by.auditor': '監査担当{name}',
  'by.manage': '顧客側の{name}',
  'by.manage.support': '{name}（サポートの管理リンク経由）',
  'by.hand-off': '引き渡しリンクの利用者',
  'by.system': '{vendor} のサービス',
  'by.other': '{name}',
  'by.vendor': '{vendor}',
  'by.you': '{name}（お客様側）',
  'by.you.support': '{name}（{vendor} のサポートのリンク経由）',

  // 台帳の各行
  'ledger.issue.assumed': 'キー {for} のために、{minutes} 分間の認証情報が作成されました。',
  'ledger.issue.counted': 'キー {for} のために、{minutes} 分間の認証情報が作成されました（{handedOut}）。',
  'ledger.issue.refused': 'キー {for} が認証情報を求めましたが、ロールが拒否しました。',
  'ledger.issue.inconclusive': 'キー {for} が認証情報を求めましたが、AWS から有効な応答がありませんでした。',
  'ledger.issue.open':
    'キー {for} が認証情報を求めましたが、AWS の応答は記録されていません。セッションがあるとしても、{until} までに終わります。',
  'ledger.probe': '権限のない試行で、ロールの引き受けを求めました（{for}）: {outcome}。',
  'ledger.inspection': 'チェックが、ロールの読み取りを求めました（{for}）: {outcome}。',
  'ledger.offboarding': '権限のない試行で、ロールが閉じられたかどうかを確認しました（{for}）: {outcome}。',
  'ledger.handed-out': '行 {minted} の認証情報が、キー {for} に引き渡されました。{until} に失効します。',
  'ledger.unreadable': 'この行は、本キットが書く形式ではありません。保存先で書き換えられた可能性があります。',
  'ledger.noAnswer': '応答の記録なし',
  'ledger.times.none': '引き渡されていません',
  'ledger.times.once': '1 回引き渡されました',
  'ledger.times.twice': '2 回引き渡されました',
  'ledger.times.many': '{count} 回引き渡されました',
  'ledger.times.atLeast': '少なくとも {count} 回引き渡されました',

  // デプロイガイドの見出し
  'guide.title': 'デプロイガイド: {vendor} による {tenant} の AWS アカウントへのアクセス',
  'guide.introduction': 'はじめに',
  'guide.resources': 'お客様のアカウントに作成されるもの',
  'guide.regions': 'リージョンと所要時間',
  'guide.prerequisites': '前提条件と必要な知識',
  'guide.root': 'ルートユーザーは不要',
  'guide.purpose': 'ロールと各ポリシーの目的',
  'guide.data': 'データ、シークレット、ネットワーク',
  'guide.costs': '費用',
  'guide.deploy': 'デプロイの手順',
  'guide.deploy.link': '起動リンクを使う',
  'guide.deploy.cli': 'AWS コマンドラインを使う',
  'guide.deploy.policies': 'お使いのツールを使う',
  'guide.verify': '確認',
  'guide.health': '健全性の確認',
  'guide.tools': 'お使いのツールに表示されるもの',
  'guide.troubleshooting': 'トラブルシューティング',
  'guide.rotation': 'ローテーションと更新',
  'guide.limits': '制限、バックアップ、復旧',
  'guide.revocation': 'アクセスの終了',
  'guide.support': 'サポート',
};
