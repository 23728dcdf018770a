// The access level that AWS assigns to each action. Types only.

export type AccessLevel = 'list' | 'read' | 'write' | 'permissions' | 'tagging';
