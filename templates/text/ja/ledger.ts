// Ledger rows. Japanese, typed by the English keys.
import type { ledger as en } from '../en/ledger.js';

export const ledger: Record<keyof typeof en, string> = {
  'ledger.issue.assumed': 'API キー {for} 用に、{minutes} 分間有効な認証情報を AWS が作成しました。',
  'ledger.issue.counted': 'API キー {for} 用に、{minutes} 分間有効な認証情報を AWS が作成しました（{handedOut}）。',
  'ledger.issue.refused': 'API キー {for} が認証情報を要求しましたが、ロールが拒否しました。',
  'ledger.issue.inconclusive': 'API キー {for} が認証情報を要求しましたが、AWS から有効な応答がありませんでした。',
  'ledger.issue.open':
    'API キー {for} が認証情報を要求しましたが、AWS の応答は記録されていません。セッションがある場合も、' +
    '{until} までに失効します。',
  'ledger.probe': '権限のないテスト要求で、ロールの引き受けを試みました（{for}）: {outcome}。',
  'ledger.inspection': 'チェックで、ロールの読み取りを試みました（{for}）: {outcome}。',
  'ledger.offboarding':
    '権限のないテスト要求で、ロールが使えなくなったかどうかをチェックしました（{for}）: {outcome}。',
  'ledger.handed-out': '行 {minted} の認証情報を API キー {for} に発行しました。{until} に失効します。',
  'ledger.unreadable': 'この行は本キットの形式ではありません。保存先で書き換えられた可能性があります。',
  'ledger.noAnswer': '応答の記録なし',
  'ledger.times.none': '発行なし',
  'ledger.times.once': '1 回発行',
  'ledger.times.twice': '2 回発行',
  'ledger.times.many': '{count} 回発行',
  'ledger.times.atLeast': '{count} 回以上発行',
};
