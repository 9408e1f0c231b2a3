package dev.recoup.debitura;

/**
 * A file for a case (guide 17): PDF, Excel, CSV, text or an image, at most 25 MB. What is larger is answered with 413,
 * another type with 415. Its text form says only the size.
 *
 * @param fileName name with extension, which decides the type
 * @param mediaType media type of the content, for example {@code application/pdf}
 * @param content the bytes, sent as they are and not copied
 */
public record Attachment(String fileName, String mediaType, byte[] content) {

    @Override
    public String toString() {
        return "Attachment[" + content.length + " bytes]";
    }
}
