// The name of a role: prefix, the connection's random part, launch number.

export function roleNameOf(prefix: string, roleRandom: string, launch: number): string {
  return `${prefix}drawbridge-${roleRandom}-${launch}`;
}

/** The parts of a role name in this kit's form, or undefined. */
export function parseRoleName(name: string): { prefix: string; roleRandom: string; launch: number } | undefined {
  const match = /^(|[\w+=,.@-]{1,32})drawbridge-([a-z0-9]{12})-([1-9]\d{0,3})$/.exec(name);
  if (!match || name.length > 64) return undefined;
  return { prefix: match[1]!, roleRandom: match[2]!, launch: Number(match[3]) };
}

/** The stack's name at the launch in the role's name, unless the customer chooses another one. */
export function stackNameOf(roleName: string): string {
  const name = parseRoleName(roleName);
  if (!name) throw new Error(`not a role name of this kit: ${roleName}`);
  return `drawbridge-${name.roleRandom}-${name.launch}`;
}
