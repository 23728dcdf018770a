// Ledger rows. Japanese, typed by the English keys.
import type { ledger as en } from '../en/ledger.js';

export const ledger: Record<keyof typeof en, string> = {
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
};
