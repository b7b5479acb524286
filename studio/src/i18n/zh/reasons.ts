import type { reasons as english } from '../en/reasons.ts';
import type { Explanation } from '../message.ts';

export const reasons = {
  unsupported: {
    what: '无法读取这种文件。',
    todo: '请使用 Markdown、文本、HTML、PDF、DOCX、XLSX、CSV、JSON、JSONL、电子邮件或 zip。',
  },
  empty: { what: '文件里没有文字。', todo: '请确认是否选对了文件。' },
  encrypted: { what: '文件设有密码保护。', todo: '请解除保护后重新上传。' },
  no_text_layer: {
    what: '这份 PDF 只有页面图像，没有文字。',
    todo: '请先进行文字识别（OCR）。',
  },
  damaged: {
    what: '文件已损坏，或与其扩展名不符。',
    todo: '请用原来的程序打开并另存一份。',
  },
  too_many_pages: {
    what: '文件页数超过上限。',
    todo: '请拆分文件，或请管理人员调高 PARSE_MAX_PAGES。',
  },
  too_large_unpacked: {
    what: '压缩包解压后的大小超过上限。',
    todo: '请分成较小的压缩包上传，或逐个上传文件。',
  },
  too_many_files: {
    what: '压缩包里的文件数超过上限。',
    todo: '请分成较小的压缩包上传。',
  },
  nested_archive: {
    what: '压缩包内的压缩包不会被打开。',
    todo: '请解压后上传其中的文件。',
  },
  unsafe_name: {
    what: '压缩包里有文件名指向压缩包之外。',
    todo: '请从普通文件夹重新打包。',
  },
  timeout: {
    what: '读取文件超过了时间上限。',
    todo: '请拆分文件，或请管理人员调高 PARSE_TIMEOUT_SECONDS。',
  },
  out_of_memory: {
    what: '读取文件超过了内存上限。',
    todo: '请拆分文件，或请管理人员调高 PARSE_MEMORY_MB。',
  },
  crashed: {
    what: '读取这个文件时程序意外中止。',
    todo: '请重试。如仍出现，请将文件另存为其他格式。',
  },
} satisfies Record<keyof typeof english, Explanation>;
