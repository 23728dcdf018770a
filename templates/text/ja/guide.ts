// Headings of the deployment guide. Japanese, typed by the English keys.
import type { guide as en } from '../en/guide.js';

export const guide: Record<keyof typeof en, string> = {
  'guide.title': 'デプロイガイド: {vendor} による {tenant} の AWS アカウントへのアクセス',
  'guide.introduction': 'はじめに',
  'guide.resources': 'お客様のアカウントに作成されるもの',
  'guide.regions': 'リージョンと所要時間',
  'guide.prerequisites': '前提条件と必要な知識',
  'guide.root': 'ルートユーザーの不使用',
  'guide.purpose': 'ロールと各ポリシーの目的',
  'guide.data': 'データ、シークレット、ネットワーク',
  'guide.costs': '費用',
  'guide.deploy': 'デプロイの手順',
  'guide.deploy.link': '起動リンク',
  'guide.deploy.cli': 'AWS コマンドライン',
  'guide.deploy.terraform': 'Terraform または OpenTofu',
  'guide.deploy.policies': 'お使いのツール',
  'guide.verify': '検証',
  'guide.health': '健全性の確認',
  'guide.tools': 'お使いのツールに表示されるもの',
  'guide.troubleshooting': 'トラブルシューティング',
  'guide.rotation': 'ローテーションと更新',
  'guide.limits': '制限、バックアップ、復旧',
  'guide.revocation': 'アクセスの終了',
  'guide.support': 'サポート',
};
