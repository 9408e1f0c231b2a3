package dev.recoup.sandbox.files;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The formats that both APIs' documents accept, told by the end of a file's name (guide 17). */
enum FileFormat {
    PDF("application/pdf"),
    XLS("application/vnd.ms-excel"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    CSV("text/csv"),
    TXT("text/plain"),
    JPG("image/jpeg"),
    JPEG("image/jpeg"),
    PNG("image/png"),
    GIF("image/gif");

    private final String mediaType;

    FileFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    static Optional<FileFormat> of(String fileName) {
        String end = fileName.substring(fileName.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> format.name().equals(end) && fileName.contains("."))
                .findFirst();
    }
}
