// Terraform and OpenTofu, on the hand-off page and the manage page. Japanese, typed by the English keys.
import type { terraform as en } from '../en/terraform.js';

export const terraform: Record<keyof typeof en, string> = {
  'terraform.keep':
    'このファイルを、専用のフォルダーに role.tf という名前で保存してください。Terraform 1.2 以降と OpenTofu で使えます。',
  'terraform.create':
    'アカウント {account} の認証情報を使って、terraform の init、続いて apply を実行してください。' +
    'ほかのアカウントではプランが失敗します。フォルダーとステートは、ロールの更新と削除に必要なので、' +
    '残しておいてください。',
  'terraform.update.title': 'Terraform または OpenTofu をお使いの場合',
  'terraform.update':
    'お手元の role.tf をこのファイルに置き換えて、terraform の apply を実行してください。' +
    'プランは既存のリソースの変更だけになります。ロールの置き換えが含まれている場合は、適用しないでください。',
  'terraform.findings':
    'Terraform または OpenTofu でロールを作成した場合は、そのフォルダーで apply を実行すると、ロールの変更された部分が' +
    '元に戻ります。追加されたポリシーは削除されません。',
  'terraform.relaunch':
    'Terraform または OpenTofu でロールを作成した場合は、代わりに、そのフォルダーで apply をもう一度実行してください。',
  'terraform.end':
    'Terraform または OpenTofu でロールを作成した場合、スタックはありません。代わりに、そのフォルダーで terraform の ' +
    'destroy を実行してください。ファイルがより大きな構成の一部である場合は、ファイルを取り除いて apply を' +
    '実行してください。どちらの方法でも、ロールに追加されたポリシーも削除されます。' +
    'その前に、有効なセッションを取り消してください。',
};
