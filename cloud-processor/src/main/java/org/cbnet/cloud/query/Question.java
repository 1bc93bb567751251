package org.cbnet.cloud.query;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.cbnet.cloud.store.PartitionView;
import org.cbnet.cloud.store.Store;

/**
 * A question about the state, put to each partition of the input by itself, wherever it is; what
 * the partitions answer adds up in any order. As JSON it goes to other instances.
 *
 * @param <A> answer
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = WindowsQuestion.class, name = "windows"),
  @JsonSubTypes.Type(value = RunsQuestion.class, name = "runs"),
  @JsonSubTypes.Type(value = RunQuestion.class, name = "run"),
  @JsonSubTypes.Type(value = InstallsQuestion.class, name = "installs"),
  @JsonSubTypes.Type(value = DevicesQuestion.class, name = "devices"),
  @JsonSubTypes.Type(value = DeviceQuestion.class, name = "device"),
  @JsonSubTypes.Type(value = DeviceWindowsQuestion.class, name = "device-windows"),
  @JsonSubTypes.Type(value = BooksQuestion.class, name = "books"),
  @JsonSubTypes.Type(value = OutcomesReadQuestion.class, name = "outcomes-read")
})
public interface Question<A> {
  /** The stores that it reads. */
  @JsonIgnore
  List<Store<?, ?>> stores();

  /** A partition's answer; records wait for it, and nothing in it may be live. */
  A ask(PartitionView view);

  /** What two partitions answer together; either may be changed for it. */
  A merge(A one, A other);

  /** How an answer is written for another instance. */
  @JsonIgnore
  Wire<A> wire();
}
