/** The harmless file by which scanners are tried (eicar.org). In two pieces, so that this source is not taken for it. */
export const EICAR = [
  'X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-',
  'STANDARD-ANTIVIRUS-TEST-FILE!$H+H*',
].join('')
