// Fills in forms with pdf-lib. usage: node pdflib.mjs JOBS.json: [{ in, out, values: { full name: text or state }, appearances }]
import fs from 'node:fs';
import fontkit from '@pdf-lib/fontkit';
import { PDFCheckBox, PDFDocument, PDFTextField } from 'pdf-lib';

const face = fs.readFileSync('/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf');

for (const job of JSON.parse(fs.readFileSync(process.argv[2], 'utf8'))) {
  const pdf = await PDFDocument.load(fs.readFileSync(job.in));
  const form = pdf.getForm();
  for (const [name, value] of Object.entries(job.values)) {
    const field = form.getField(name);
    if (field instanceof PDFTextField) field.setText(value);
    else if (field instanceof PDFCheckBox) value === 'Off' ? field.uncheck() : field.check();
    else field.select(value);
  }
  if (job.appearances) {
    pdf.registerFontkit(fontkit);
    form.updateFieldAppearances(await pdf.embedFont(face));
  }
  fs.writeFileSync(job.out, await pdf.save({ updateFieldAppearances: false }));
}
