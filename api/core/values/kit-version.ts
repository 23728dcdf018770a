// The kit's version, as templates and documents carry it. A test holds it against package.json.

export const kitVersion = '0.1.0';
