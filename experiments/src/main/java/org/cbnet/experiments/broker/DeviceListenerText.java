package org.cbnet.experiments.broker;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A {@link DeviceListener} as the command line has it. */
final class DeviceListenerText implements ITypeConverter<DeviceListener> {
  private static final Pattern TEXT = Pattern.compile("([^:]+):(\\d{1,5}):(\\d{1,5})");

  @Override
  public DeviceListener convert(String value) {
    Matcher parts = TEXT.matcher(value);
    if (!parts.matches()) {
      throw new TypeConversionException(
          "'%s' is no device listener: give DEVICE:PORT:ADVERTISED, as pi-1:19093:20093"
              .formatted(value));
    }
    try {
      return new DeviceListener(
          parts.group(1), Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
