// Checks, step by step. Japanese, typed by the English keys.
import type { checks as en } from '../en/checks.js';

export const checks: Record<keyof typeof en, string> = {
  'probe.right': '正しい外部 ID でロールを引き受ける',
  'probe.control': '{vendor} が AWS を呼び出せることを確かめるため、{vendor} 自身の対照ロールを引き受ける',
  'probe.none': '外部 ID なしで試す（拒否されるべきもの）',
  'probe.wrong': '誤った外部 ID で試す（拒否されるべきもの）',
  'probe.upper-case': '大文字にした外部 ID で試す（拒否されるべきもの）',
  'probe.head': '前半だけ正しい外部 ID で試す（拒否されるべきもの）',
  'probe.tail': '後半だけ正しい外部 ID で試す（拒否されるべきもの）',
  'probe.one-changed': '1 文字だけ変えた外部 ID で試す（拒否されるべきもの）',
  'probe.retired': '置き換え済みの外部 ID で試す（拒否されるべきもの）',
  'probe.retiring': '置き換え中の古い外部 ID で試す（拒否されるべきもの）',
  'probe.stranger': 'ロールに指定されていないプリンシパルで試す（拒否されるべきもの）',
  'probe.right-again': '正しい外部 ID でもう一度ロールを引き受ける',
  'probe.old-role': 'この接続の古いロールを試す（拒否されるべきもの）',
  'probe.inspection': 'ロールを読み取り、想定したロールと比較する',
  'probe.twin': '{probe}（認証情報の要求と同じソース ID を付けて送信）',
  'outcome.assumed': '受け入れ',
  'outcome.refused': '拒否',
  'outcome.inconclusive': '有効な応答なし',
  'outcome.read': '読み取り済み',
  'outcome.partly-read': '一部のみ読み取り済み',
  'outcome.not-made': '未実施',
  'why.no_stranger': '{vendor} がこのテスト用のプリンシパルを設定していません',
  'check.running':
    'チェックを実行中です。完了した手順から順に表示されます。通常は数秒、ロールが {vendor} を拒否している間は 2 ' +
    '分ほどかかります。',
  'check.passed': 'すべての手順が期待どおりの結果でした。',
  'check.refused': 'お客様のアカウントが {vendor} を拒否しました。考えられる原因を以下に示します。',
  'check.awaited':
    '{vendor} を受け入れるロールがお客様のアカウントにまだありません。スタックが起動されていないか、' +
    'ロールの準備ができていません。考えられる原因を以下に示します。',
  'check.unsafe':
    '拒否すべき要求をロールが受け入れました。チェックはそこで終了し、ロールの許可内容は読み取っていません。',
  'check.inconclusive': 'チェックを完了できなかったため、状態は変わりません。',
  'check.kind.full':
    '完全チェック: {vendor} が、正しい外部 ID、外部 ID なし、誤った外部 ID、似た外部 ID を試し、' +
    'ロールを読み取ります。毎週と、変更のたびに実行します。',
  'check.kind.light':
    '簡易チェック: {vendor} が、外部 ID なしで試し、ロールを読み取ります。毎日実行します。' +
    '簡易チェックの対象外の検出結果は、前回のまま残ります。',
  'check.again': '今すぐチェックする',
  'check.last': '前回のチェック: {at}',
  'check.never': 'チェックはまだ行われていません',
  'inconclusive.vendor_caller': '{vendor} のサービスが AWS を呼び出せませんでした。チェックを再実行します。',
  'inconclusive.aws_fault': 'AWS から有効な応答がありませんでした。チェックを再実行します。',
  'inconclusive.connection_changed': 'チェック中に接続が変更されました。チェックを再実行します。',
  'inconclusive.role_changed': 'チェックの前後にロールが削除または再作成されました。チェックを再実行します。',
  'inconclusive.inspection_refused':
    'ロールを読み取れませんでした。簡易チェックでは原因を調べないため、すぐに完全チェックを行います。',
  'inconclusive.role_recreated': '前回のチェックの後にロールが再作成されました。すぐに完全チェックを行います。',
  'inconclusive.interrupted': 'チェックが中断されました。チェックを再実行します。',
  'why.throttled': 'AWS が要求をスロットリングしました',
  'why.aws_error': 'AWS がエラーを返しました',
  'why.no_answer': 'AWS が時間内に応答しませんでした',
  'why.unreadable_answer': 'AWS の応答を読み取れませんでした',
  'why.vendor_credentials': '{vendor} 自身の認証情報を AWS が受け付けませんでした',
  'why.sts_region_disabled': 'このリージョンの AWS STS が無効になっています',
  'why.request_invalid': 'AWS が要求を無効として拒否しました',
  'session.issue': '{vendor} による利用',
  'session.probe': 'チェック: 権限のないテスト要求',
  'session.offboarding': '取り消し後のチェック: 権限のないテスト要求',
  'session.inspection': 'チェック: ロールの読み取り',
};
