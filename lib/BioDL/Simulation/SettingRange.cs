using System.Globalization;

namespace BioDL.Simulation;

/// <summary>Refuses settings outside of their range in the same words everywhere.</summary>
internal static class SettingRange
{
    public static void Require(string name, double value, double low, double high, string unit = "")
    {
        if (value >= low && value <= high)
            return;
        var after = unit.Length > 0 ? " " + unit : "";
        throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
            $"{name} is {value:0.####}{after}; expected {low:0.####} to {high:0.####}{after}."));
    }
}
