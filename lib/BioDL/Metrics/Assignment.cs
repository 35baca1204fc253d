namespace BioDL.Metrics;

/// <summary>
/// Pairs rows with columns, one to one, so that as many as possible are paired and, among all such pairings, the summed weight is largest:
/// the assignment problem on a sparse table, solved by shortest augmenting paths (Jonker and Volgenant 1987, Computing 38:325). A path
/// never leaves a connected component of the table, so many small groups cost no more than their sizes.
/// </summary>
internal sealed class Assignment
{
    private readonly List<(int Column, double Cost)>[] edges;
    private readonly double[] rowPrice, columnPrice, distance;
    private readonly int[] cameFrom, rowOf, columnOf;
    private readonly bool[] settled;

    private Assignment(int rows, int columns, IEnumerable<(int Row, int Column, double Weight)> table)
    {
        // Column number columns + r stands for "row r stays alone", at a price that no sum of weights can outdo.
        var unpaired = Math.Min(rows, columns) + 1.0;
        edges = new List<(int, double)>[rows];
        for (var row = 0; row < rows; row++)
            edges[row] = [(columns + row, unpaired)];
        foreach (var (row, column, weight) in table)
            edges[row].Add((column, 1 - weight));
        (rowPrice, columnPrice, distance) = (new double[rows], new double[columns + rows], new double[columns + rows]);
        (cameFrom, rowOf, columnOf) = (new int[columns + rows], new int[columns + rows], new int[rows]);
        settled = new bool[columns + rows];
        Array.Fill(distance, double.PositiveInfinity);
        Array.Fill(rowOf, -1);
        Array.Fill(columnOf, -1);
    }

    /// <summary>The column of each row, or −1.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="table">The pairs that are allowed, each once, with weights of 0 to 1.</param>
    public static int[] Solve(int rows, int columns, IEnumerable<(int Row, int Column, double Weight)> table)
    {
        var problem = new Assignment(rows, columns, table);
        for (var row = 0; row < rows; row++)
            problem.Place(row);
        return Array.ConvertAll(problem.columnOf, column => column < columns ? column : -1);
    }

    /// <summary>Finds the cheapest chain of changes that gives one more row a column (Dijkstra on reduced costs), and makes them.</summary>
    private void Place(int newRow)
    {
        var queue = new PriorityQueue<int, (double Distance, int Column)>();
        var reached = new List<int>();
        var (row, travelled) = (newRow, 0.0);
        int column;
        while (true)
        {
            foreach (var (next, cost) in edges[row])
            {
                // Rounding may make a reduced cost a trace negative.
                var candidate = travelled + Math.Max(0, cost - rowPrice[row] - columnPrice[next]);
                if (settled[next] || candidate >= distance[next])
                    continue;
                if (double.IsPositiveInfinity(distance[next]))
                    reached.Add(next);
                (distance[next], cameFrom[next]) = (candidate, row);
                queue.Enqueue(next, (candidate, next));
            }
            do
                column = queue.Dequeue();
            while (settled[column]);
            travelled = distance[column];
            if (rowOf[column] < 0)
                break;
            settled[column] = true;
            row = rowOf[column];
        }
        UpdatePrices(newRow, reached, travelled);
        Reassign(newRow, column);
    }

    private void UpdatePrices(int newRow, List<int> reached, double travelled)
    {
        rowPrice[newRow] += travelled;
        foreach (var column in reached)
        {
            if (settled[column])
            {
                rowPrice[rowOf[column]] += travelled - distance[column];
                columnPrice[column] -= travelled - distance[column];
            }
            settled[column] = false;
            distance[column] = double.PositiveInfinity;
        }
    }

    private void Reassign(int newRow, int column)
    {
        int row;
        do
        {
            row = cameFrom[column];
            (rowOf[column], column, columnOf[row]) = (row, columnOf[row], column);
        }
        while (row != newRow);
    }
}
