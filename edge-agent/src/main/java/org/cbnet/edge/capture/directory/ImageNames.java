package org.cbnet.edge.capture.directory;

import java.util.regex.Pattern;

/** Which names a finished image has, and which id its frame. */
final class ImageNames {
  // rsync, browsers and editors write under such names and rename at the end.
  private static final Pattern IMAGE =
      Pattern.compile(
          "(?!.*\\.(tmp|temp|part|partial)\\.)[^.~#].*\\.(png|jpg|jpeg|pgm)",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  // The cloud takes ids of 128 characters; 14 are for the time.
  private static final int LONGEST = 112;

  private ImageNames() {}

  static boolean isFinishedImage(String name) {
    return IMAGE.matcher(name).matches();
  }

  /**
   * Name and time of the last change, so that another image under the same name has another id. A
   * long name is cut and told apart by its hash.
   */
  static String frameId(String name, FileVersion version) {
    String printable = name.replaceAll("\\p{Cntrl}", "_");
    if (printable.length() > LONGEST) {
      printable = "%s~%08x".formatted(printable.substring(0, LONGEST - 9), name.hashCode());
    }
    return printable + "@" + version.modifiedMillis();
  }
}
