// Terraform and OpenTofu, on the hand-off page and the manage page. English.
export const terraform = {
  'terraform.keep':
    'Keep this file as role.tf in a folder of its own. It works with Terraform 1.2 or later and with OpenTofu.',
  'terraform.create':
    'Run terraform init, then terraform apply, with credentials of the account {account}. In any other account the ' +
    'plan fails. Keep the folder and its state: you need them to update and to delete the role.',
  'terraform.update.title': 'If you use Terraform or OpenTofu',
  'terraform.update':
    'Replace your role.tf with this file and run terraform apply. The plan must change the existing resources ' +
    'and must not replace the role.',
  'terraform.findings':
    'If you created the role with Terraform or OpenTofu, run terraform apply in its folder: it restores what someone ' +
    'changed in the role. It does not remove policies that someone added.',
  'terraform.relaunch':
    'If you created the role with Terraform or OpenTofu, run terraform apply in its folder again instead.',
  'terraform.end':
    'If you created the role with Terraform or OpenTofu, there is no stack. Run terraform destroy in its folder ' +
    'instead. If the file is part of a larger configuration, remove it and run terraform apply. Both also remove ' +
    'policies that were added to the role. Revoke the active sessions first.',
} as const;
