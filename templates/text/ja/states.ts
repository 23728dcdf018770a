// States and healths of a connection. Japanese, typed by the English keys.
import type { states as en } from '../en/states.js';

export const states: Record<keyof typeof en, string> = {
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
};
