import com.github.luben.zstd.Zstd;
import com.sun.jna.Library;
import com.sun.jna.Native;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;

/** Calls into every native library of the agent beside ONNX Runtime, which its results prove. */
final class Natives {
  /** Some function of the C library, found through JNA. */
  public interface CLibrary extends Library {
    int getpid();
  }

  private Natives() {}

  public static void main(String[] arguments) throws Exception {
    String sqlite;
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select sqlite_version()")) {
      sqlite = row.getString(1);
    }
    long pid = Native.load("c", CLibrary.class).getpid();
    if (pid != ProcessHandle.current().pid()) {
      throw new IllegalStateException("JNA says this is process " + pid);
    }
    byte[] text = "the same bytes again".getBytes(StandardCharsets.UTF_8);
    byte[] back = Zstd.decompress(Zstd.compress(text), text.length);
    if (!new String(back, StandardCharsets.UTF_8).equals("the same bytes again")) {
      throw new IllegalStateException("zstd gave other bytes back");
    }
    System.out.printf(
        "%s: SQLite %s, JNA %s and zstd answer%n",
        System.getProperty("os.arch"), sqlite, Native.VERSION);
  }
}
