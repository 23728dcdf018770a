// The access level that AWS gives each action. Types only.

export type AccessLevel = 'list' | 'read' | 'write' | 'permissions' | 'tagging';
