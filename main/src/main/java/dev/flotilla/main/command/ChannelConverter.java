package dev.flotilla.main.command;

import dev.flotilla.stacks.Channel;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads channels by their tags. */
final class ChannelConverter implements ITypeConverter<Channel> {
  @Override
  public Channel convert(String text) {
    return Stream.of(Channel.values())
        .filter(channel -> channel.tag().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "must be 'latest' or 'latest-stable', got '" + text + "'"));
  }
}
