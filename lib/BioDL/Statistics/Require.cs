using System.Globalization;

namespace BioDL.Statistics;

/// <summary>Checks of what is given to a method, with messages that say what was found, what was expected and what to do.</summary>
internal static class Require
{
    private const int MostValues = 1_000_000;

    /// <summary>A copy of the numbers, all of them finite, at least so many.</summary>
    public static double[] Numbers(IReadOnlyList<double> values, string name, int least = 1)
    {
        ArgumentNullException.ThrowIfNull(values, name);
        AtLeast(values.Count, least, name);
        if (values.Count > MostValues)
            throw new ArgumentException(Say($"{name} holds {values.Count} values; at most {MostValues} are taken. Average within each independent field first."), name);
        double[] copy = [.. values];
        Finite(copy, name);
        return copy;
    }

    /// <summary>Refuses NaN and infinity, and says where they stand.</summary>
    public static void Finite(ReadOnlySpan<double> values, string name)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
                throw new ArgumentException(Say($"{name} holds {values[i]} at position {i} (counted from 0); expected finite numbers. Find out why there is no score, or leave that unit out everywhere."), name);
        }
    }

    /// <summary>Refuses fewer than the least number with which a method means anything.</summary>
    public static void AtLeast(int count, int least, string name)
    {
        if (count < least)
            throw new ArgumentException(Say($"{name} holds {Wording.Count(count, name == "groups" ? "different group" : "value")}; at least {least} are needed. Measure more independent units."), name);
    }

    /// <summary>Refuses lists that should run in parallel and don't.</summary>
    public static void SameLength(int first, int second, string firstName, string secondName)
    {
        if (first != second)
            throw new ArgumentException(Say($"{firstName} holds {Wording.Count(first, "value")}, {secondName} {second}; expected as many, in the same order."), secondName);
    }

    /// <summary>Refuses numbers outside of an open range.</summary>
    public static void Between(double value, double low, double high, string name)
    {
        if (!(value > low && value < high))
            throw new ArgumentOutOfRangeException(name, Say($"{name} is {value}; expected more than {low} and less than {high}."));
    }

    /// <summary>Refuses anything but a finite number above 0.</summary>
    public static void Positive(double value, string name)
    {
        if (!(value > 0 && double.IsFinite(value)))
            throw new ArgumentOutOfRangeException(name, Say($"{name} is {value}; expected a number above 0."));
    }

    /// <summary>Refuses a count out of bounds.</summary>
    public static void Within(int value, int least, int most, string name)
    {
        if (value < least || value > most)
            throw new ArgumentOutOfRangeException(name, Say($"{name} is {value}; expected {least} to {most}."));
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
