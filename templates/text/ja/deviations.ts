// Accepted deviations: findings that a person accepted for a time. Japanese, typed by the English keys.
import type { deviations as en } from '../en/deviations.js';

export const deviations: Record<keyof typeof en, string> = {
  'deviations.title': '承認済みの差異',
  'deviations.note':
    '把握していて問題のない検出結果は、最長 90 日間承認できます。承認しても、認証情報で実行できる操作は変わりません。' +
    'ロールに何らかの変更があると承認は終了し、検出結果は再び未対応に戻ります。',
  'deviations.byTenant': '{at} に {person} が承認しました（{until} まで）。理由: {reason}',
  'deviations.byVendor': '{at} に{who}が承認しました（{until} まで）。理由: {reason}',
  'deviations.accept': '差異を承認する',
  'deviations.accept.this': 'この差異を承認する…',
  'deviations.extend': '承認を更新する',
  'deviations.extend.this': '期限または理由を変更する…',
  'deviations.remove': '承認を取り消す',
  'deviations.remove.this': 'この承認を取り消す…',
  'deviations.end': '最終日（UTC、今日から 90 日以内）',
  'deviations.end.wrong': '何も変更されていません。今日以降、90 日以内の最終日を選んでください。',
  'deviations.open': '承認できる検出結果',
  'deviations.others': 'ここにない検出結果は承認できません。検出結果に示された対処方法に従ってください。',
  'deviations.notHere':
    'ロールの許可が増えたことを承認できるのは、お客様の組織の方だけです。このリンクを開いた方を {vendor} が' +
    '確認していないため、ここでは承認できません。{vendor} のアプリケーションからこのページを開いてください。',
  'deviations.widened':
    'このロールは、{vendor} が説明した範囲を超える操作を許可しています。お客様の組織がこれを承認しています。',
  'deviations.widened.exact': '{vendor} が発行する認証情報では、追加された操作を実行できません。',
  'deviations.widened.by_service':
    '{vendor} が発行する認証情報は説明済みのサービスに制限されており、' +
    '追加された操作の一部だけを実行できる可能性があります。',
  'deviations.widened.none': '追加された操作は、認証情報で実行できます。',
  'deviations.widened.aws': 'AWS が管理するポリシーに AWS が追加した操作は、認証情報で実行できます。',
};
