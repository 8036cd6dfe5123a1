import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.Term;
import org.apache.lucene.monitor.HighlightsMatch;
import org.apache.lucene.monitor.Monitor;
import org.apache.lucene.monitor.MonitorQuery;
import org.apache.lucene.monitor.MultipassTermFilteredPresearcher;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.PhraseQuery;

/**
 * Lucene Monitor over a list of names, driven by lines on standard input so that its runs can be interleaved with others'.
 *
 * <p>Arguments: a file of watches (id, tab, names apart at tabs) and a file of articles (one a line). Each line read runs
 * all articles once and answers with the thread's CPU nanoseconds, the hits and the bytes of heap in use.
 */
public final class LuceneBaseline {
  private static final String FIELD = "text";

  public static void main(String[] arguments) throws Exception {
    Analyzer analyzer = new StandardAnalyzer();
    List<String> articles = Files.readAllLines(Path.of(arguments[1]), StandardCharsets.UTF_8);
    try (Monitor monitor = new Monitor(analyzer, new MultipassTermFilteredPresearcher(2))) {
      register(monitor, analyzer, Files.readAllLines(Path.of(arguments[0]), StandardCharsets.UTF_8));
      BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      System.out.println("ready");
      while (commands.readLine() != null) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long hits = 0;
        for (String article : articles) {
          Document document = new Document();
          document.add(new TextField(FIELD, article, Field.Store.NO));
          for (HighlightsMatch match : monitor.match(document, HighlightsMatch.MATCHER).getMatches()) {
            hits += match.getHitCount();
          }
        }
        long spent = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
        Runtime runtime = Runtime.getRuntime();
        System.out.println(spent + " " + hits + " " + (runtime.totalMemory() - runtime.freeMemory()));
      }
    }
  }

  private static void register(Monitor monitor, Analyzer analyzer, List<String> watches) throws Exception {
    List<MonitorQuery> batch = new ArrayList<>();
    for (String line : watches) {
      String[] parts = line.split("\t");
      BooleanQuery.Builder names = new BooleanQuery.Builder();
      int clauses = 0;
      for (int place = 1; place < parts.length; place++) {
        PhraseQuery phrase = phrase(analyzer, parts[place]);
        if (phrase.getTerms().length > 0) {
          names.add(phrase, BooleanClause.Occur.SHOULD);
          clauses++;
        }
      }
      if (clauses > 0) {
        batch.add(new MonitorQuery(parts[0], names.build()));
      }
      if (batch.size() == 1000) {
        monitor.register(batch);
        batch = new ArrayList<>();
      }
    }
    monitor.register(batch);
  }

  private static PhraseQuery phrase(Analyzer analyzer, String name) throws Exception {
    PhraseQuery.Builder phrase = new PhraseQuery.Builder();
    try (TokenStream tokens = analyzer.tokenStream(FIELD, name)) {
      CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        phrase.add(new Term(FIELD, term.toString()));
      }
      tokens.end();
    }
    return phrase.build();
  }

  private LuceneBaseline() {}
}
