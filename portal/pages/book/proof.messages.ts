const vi = {
  prove: 'Chứng minh nguyên vẹn',
  title: 'Bản ghi này có nguyên vẹn không?',
  reckoning: 'Đang tính lại trên máy của bạn…',
  whole: 'Nguyên vẹn. Máy của bạn vừa tự tính lại và khớp với mốc đã ký.',
  waiting: 'Bản ghi vừa được viết, chưa vào mốc đã ký. Thử lại sau vài giây.',
  broken:
    'Không khớp: bản ghi này không còn như lúc được ký. Hãy báo cho cơ quan quản lý hệ thống và giữ lại ảnh màn hình này.',
  failed: 'Chưa lấy được bằng chứng. Thử lại sau.',
  place: (place: number, size: number) =>
    `Bản ghi thứ ${place.toLocaleString('vi')} trong nhật ký gồm ${size.toLocaleString('vi')} bản ghi.`,
  checkpoint: (at: string) => `Mốc đã ký lúc ${at}.`,
  root: 'Dấu vân tay của toàn bộ nhật ký tại mốc đó',
  note: 'Nếu ai đó sửa, xóa hay đổi chỗ dù một bản ghi, dấu vân tay này sẽ khác. Các mốc và khóa công khai được công bố để bất kỳ ai cũng kiểm tra được.',
}

const en: typeof vi = {
  prove: 'Prove it is unaltered',
  title: 'Is this entry unaltered?',
  reckoning: 'Your device is reckoning…',
  whole:
    'Unaltered. Your device has just reckoned it for itself, and it agrees with what was signed.',
  waiting:
    'The entry has just been written and stands in no signed checkpoint yet. Try again in a few seconds.',
  broken:
    'It does not agree: this entry is not what was signed. Tell the authority that runs the system, and keep a picture of this screen.',
  failed: 'The proof could not be fetched. Try again later.',
  place: (place, size) =>
    `Entry ${place.toLocaleString('en')} of a log of ${size.toLocaleString('en')} entries.`,
  checkpoint: (at) => `Checkpoint signed at ${at}.`,
  root: 'The fingerprint of the whole log at that checkpoint',
  note: 'Were a single entry altered, removed or moved, this fingerprint would be another. Checkpoints and the public key are published, so that anybody can check.',
}

export const messages = { vi, en }
