Console.WriteLine("dedupe");
