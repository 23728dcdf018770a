// The kit's version, as templates and documents show it. A test compares it with package.json.

export const kitVersion = '0.1.0';
