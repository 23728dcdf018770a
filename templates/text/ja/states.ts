// States and healths of a connection, and the headline of both. Japanese, typed by the English keys.
import type { states as en } from '../en/states.js';

export const states: Record<keyof typeof en, string> = {
  // 状態
  'state.pending': '起動待ち',
  'state.verified': '検証済み',
  'state.suspended': '一時停止中',
  'state.revoked': '取り消し済み',
  'state.expired': '期限切れ',

  // 健全性
  'health.unknown': '未確認',
  'health.healthy': '正常',
  'health.drifted': '変更あり',
  'health.unsafe': '安全でない',
  'health.unreachable': '拒否',
  'health.gone': 'アクセス終了',

  // 見出し（状態と健全性をまとめたもの）
  'headline.pending': '起動待ち',
  'headline.pending.meaning':
    'チェックでロールがまだ見つかっていません。スタックを起動し、チェックに成功するまで、何も読み取れません。',
  'headline.under_review': '審査中',
  'headline.under_review.meaning': '起動の前に、{vendor} がこの接続を審査しています。お客様の操作は不要です。',
  'headline.under_review_found': '審査中',
  'headline.under_review_found.meaning':
    'ロールが見つかりました。ロールを使う前に、{vendor} がこの接続を審査しています。お客様の操作は不要です。',
  'headline.held_back': 'ロールは見つかりましたが、まだ使われていません',
  'headline.held_back.meaning':
    'ロールは {vendor} を受け入れ、テスト要求を拒否しました。検証されるまで、{vendor} はこのロールを使いません。',
  'headline.accepted': '検証済み・正常（承認済みの差異 {count} 件）',
  'headline.accepted.meaning': 'ロールはほかの相手をすべて拒否します。想定と異なるのは、承認済みの差異だけです。',
  'headline.healthy': '検証済み・正常',
  'headline.healthy.meaning': 'ロールは想定どおりで、ほかの相手をすべて拒否します。',
  'headline.drifted': '変更あり',
  'headline.drifted.meaning':
    '認証情報は引き続き発行されます。ロールが想定と異なりますが、重大な検出結果はありません。',
  'headline.unsafe': '安全でない',
  'headline.unsafe.meaning': '修正されるまで認証情報は発行されません。第三者がロールを使える可能性があります。',
  'headline.unreachable': '拒否',
  'headline.unreachable.meaning':
    'お客様のアカウントが {vendor} を拒否しているため、認証情報は発行されません。' +
    'お客様が意図して拒否した可能性があります。',
  'headline.gone': 'アクセス終了',
  'headline.gone.meaning':
    '認証情報は発行されません。お客様のアカウントが 1 日以上 {vendor} を拒否しているか、' +
    'お客様側からアクセスを終了したとの連絡がありました。',
  'headline.unknown': '未確認',
  'headline.unknown.meaning':
    'アクセスの再開後に完了したチェックがまだありません。チェックに成功すると、認証情報の発行が再開されます。',
  'headline.unread': '信頼ポリシーを確認できません',
  'headline.unread.meaning':
    'ロールは外部 ID を要求しますが、{vendor} は信頼ポリシーを読み取れません。ほかの相手が指定されている可能性があります。',
  'headline.unread_held': '信頼ポリシーを確認できません',
  'headline.unread_held.meaning':
    'チェックで信頼ポリシーを再び読み取れるまで、認証情報は発行されません。ほかの相手が指定されている可能性があります。',
  'headline.unread_pending': '信頼ポリシーを確認できません',
  'headline.unread_pending.meaning':
    'ロールは {vendor} を受け入れますが、{vendor} は信頼ポリシーを読み取れず、' +
    'ほかの相手が指定されている可能性があります。チェックで読み取れるまで、{vendor} はこのロールを使いません。',
  'unread.until': '認証情報は {until} まで発行されます。それ以降は、チェックで読み取れるまで発行されません。',
  'unread.add':
    '次のステートメントを、インラインポリシー DrawbridgeSelfRead としてロール {role} に追加してください。' +
    'ロールが自身を読み取れるようになります。その後「今すぐチェックする」を押すか、次のチェックをお待ちください。',
  'unread.statement': 'ロールが自身を読み取るためのポリシー',
  'headline.paused': '発行停止中',
  'headline.suspended': '一時停止中',
  'headline.suspended.meaning': 'アクセスが再開されるまで、認証情報は発行されません。',
  'headline.suspended_unsafe': '一時停止中・安全でない',
  'headline.suspended_unsafe.meaning':
    '認証情報は発行されません。ただし、第三者がロールを使える可能性が残っています。' +
    '今すぐ修正するか、スタックを削除してください。',
  'headline.drill': '訓練のため一時停止中',
  'headline.drill.meaning':
    '取り消しの訓練中です。アクティブなセッションがすべて失効するまで、認証情報は発行されません。',
  'headline.revoked': '取り消し済み',
  'headline.revoked.meaning': 'アクセスは完全に終了しました。認証情報が再び発行されることはありません。',
  'headline.expired': '期限切れ',
  'headline.expired.meaning': '期限までにスタックが起動されませんでした。新しい接続はいつでも作成できます。',
  'notIssuing.ended': '終了日を過ぎたため、認証情報は発行されません。',
  'notIssuing.outside_window': '合意したアクセス時間帯の外のため、現在、認証情報は発行されません。',
  'notIssuing.hold_widened':
    '認証情報は発行されません。ロールが {vendor} の説明した範囲を超える操作を許可している可能性があり、' +
    'セッションを制限するものがほかにないためです。ロールに追加されたものを削除してください。',
  'notIssuing.hold_stale': '結論の出た最後のチェックから 7 日を過ぎたため、認証情報は発行されません。',
  'notIssuing.hold_integrity':
    'この接続の保存された記録が外部から変更されたため、認証情報は発行されません。アクセスの終了は今も可能です。',
  'severity.critical': '重大',
  'severity.high': '高',
  'severity.medium': '中',
  'severity.information': '参考情報',
  'owner.tenant': 'お客様側',
  'owner.vendor': '{vendor}',
  'owner.aws': 'AWS',
  'access.metadata': '設定とメトリクスを読み取ります。データの中身は読み取りません',
  'access.read': '設定、メトリクス、データの中身を読み取ります',
  'access.write': 'アカウントの内容を変更します。設定、メトリクス、データの中身を読み取ることもあります',
};
