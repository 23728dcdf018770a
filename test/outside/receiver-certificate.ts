// A self-signed certificate of receiver.example with its key, for a receiver of webhooks on this machine that only a
// test trusts. It is not secret, and valid until 2120.

export const receiverCertificate = `
-----BEGIN CERTIFICATE-----
MIIBdTCCARygAwIBAgIBATAKBggqhkjOPQQDAjAbMRkwFwYDVQQDDBByZWNlaXZl
ci5leGFtcGxlMCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAwWjAbMRkw
FwYDVQQDDBByZWNlaXZlci5leGFtcGxlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcD
QgAEIlRdAYaXbVP0X+6wk8krY2Xcz32zrouGMzw/J7snUms+aGK36FT9bORcm0WN
EXEaBBUs/8UOxyGtaGmgEZTy/aNPME0wDwYDVR0TAQH/BAUwAwEB/zAbBgNVHREE
FDASghByZWNlaXZlci5leGFtcGxlMB0GA1UdDgQWBBRZymp5Oc+J/6rYFNhIPyo0
v/rVyTAKBggqhkjOPQQDAgNHADBEAiBDvY542IYDi7nfEdAiblVcD1/5FQk8C8+1
gOw8pa9YZQIgSIddl7Spj4ywoUAwcWfJWGJL2kWREbwfenkDMjWwZ0Q=
-----END CERTIFICATE-----
`;

export const receiverKey = `
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgEuvoqbkaCu3uails
R6WR/TwbGMhhjZm6vTjxFJrCMHKhRANCAAQiVF0BhpdtU/Rf7rCTyStjZdzPfbOu
i4YzPD8nuydSaz5oYrfoVP1s5FybRY0RcRoEFSz/xQ7HIa1oaaARlPL9
-----END PRIVATE KEY-----
`;
