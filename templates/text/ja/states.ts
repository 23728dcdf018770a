// States and healths of a connection. Japanese, typed by the English keys.
import type { states as en } from '../en/states.js';

export const states: Record<keyof typeof en, string> = {
  // 状態
  'state.pending': '起動待ち',
  'state.pending.meaning':
    'チェックでロールがまだ見つかっていません。スタックを起動し、チェックに成功するまで、何も読み取れません。',
  'state.verified': '検証済み',
  'state.verified.meaning':
    'ロールが外部 ID を要求することを、チェックで証明済みです。現在の状態は「健全性」に表示されます。',
  'state.suspended': '一時停止中',
  'state.suspended.meaning': 'アクセスが再開されるまで、認証情報は発行されません。',
  'state.revoked': '取り消し済み',
  'state.revoked.meaning': 'アクセスは完全に終了しました。認証情報が再び発行されることはありません。',
  'state.expired': '期限切れ',
  'state.expired.meaning': '期限までにスタックが起動されませんでした。新しい接続はいつでも作成できます。',

  // 健全性
  'health.unknown': '未確認',
  'health.unknown.meaning': '完了したチェックがまだありません。',
  'health.unknown.resumed':
    'アクセスの再開後に完了したチェックがまだありません。チェックに成功すると、認証情報の発行が再開されます。',
  'health.revoked.meaning': '取り消し前の最後のチェックの結果です。',
  'state.suspended.drill':
    '取り消しの訓練中です。アクティブなセッションがすべて失効するまで、認証情報は発行されません。',
  'health.healthy': '正常',
  'health.healthy.meaning': 'ロールは想定どおりで、ほかの相手をすべて拒否します。',
  'health.drifted': '変更あり',
  'health.drifted.meaning': '認証情報は引き続き発行されます。ロールが想定と異なりますが、重大な検出結果はありません。',
  'health.unsafe': '安全でない',
  'health.unsafe.meaning': '修正されるまで認証情報は発行されません。第三者がロールを使える可能性があります。',
  'health.unreachable': '拒否',
  'health.unreachable.meaning':
    'お客様のアカウントが {vendor} を拒否しているため、認証情報は発行されません。' +
    'お客様が意図して拒否した可能性があります。',
  'health.gone': 'アクセス終了',
  'health.gone.meaning':
    '認証情報は発行されません。お客様のアカウントが 1 日以上 {vendor} を拒否しているか、' +
    'お客様側からアクセスを終了したとの連絡がありました。',
  'notIssuing.ended': '終了日を過ぎたため、認証情報は発行されません。',
  'notIssuing.outside_window': '合意したアクセス時間帯の外のため、現在、認証情報は発行されません。',
  'notIssuing.hold_stale': '結論の出た最後のチェックから 7 日を過ぎたため、認証情報は発行されません。',
  'severity.critical': '重大',
  'severity.high': '高',
  'severity.medium': '中',
  'severity.information': '参考情報',
  'owner.tenant': 'お客様側',
  'owner.vendor': '{vendor}',
  'owner.aws': 'AWS',
  'access.metadata': '設定とメトリクスを読み取ります。データの中身は読み取りません',
  'access.read': '設定、メトリクス、データの中身を読み取ります',
  'access.write': '読み取りと変更を行います',
};
