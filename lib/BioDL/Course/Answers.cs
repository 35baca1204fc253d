using System.Globalization;
using System.Reflection;
using BioDL.Images;
using BioDL.Metrics;

namespace BioDL.Course;

/// <summary>Reads trainees' answers of any type. What cannot be read is answered with a sentence that says what was found and what to do; null when all is well.</summary>
internal static class Answers
{
    private const string None = "there is no answer yet. Fill in the exercise, run its cell, then run this one again.";

    public static string? ReadNumber(object? answer, out double number)
    {
        number = double.NaN;
        switch (answer)
        {
            case null:
                return None;
            case bool truth:
                return $"found '{(truth ? "true" : "false")}'; expected a number, such as 0.25.";
            case string text:
                return double.TryParse(text, CultureInfo.InvariantCulture, out _)
                    ? $"found the text \"{text}\"; write the number without quotation marks."
                    : $"found the text \"{text}\"; expected a number, such as 0.25.";
            case IConvertible and not char:
                number = Convert.ToDouble(answer, CultureInfo.InvariantCulture);
                return double.IsFinite(number) ? null : $"found {(double.IsNaN(number) ? "NaN, which is not a number" : "infinity")}. Was something divided by zero?";
            default:
                return $"found {Name(answer)}; expected a number, such as 0.25.";
        }
    }

    public static string? ReadChoice(object? answer, IReadOnlyList<string> among, out string chosen)
    {
        chosen = "";
        var text = answer is string or Enum or char ? answer.ToString()! : null;
        if (answer is null || string.IsNullOrWhiteSpace(text ?? "?"))
            return None;
        var known = among.FirstOrDefault(option => Same(option, text ?? ""));
        chosen = known ?? "";
        return known is null ? $"found {(text is null ? Name(answer) : $"\"{text.Trim()}\"")}; choose one of: {string.Join(", ", among)}." : null;
    }

    public static bool Same(string one, string other) => string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);

    public static string? ReadMask(object? answer, Mask right, out double overlap)
    {
        overlap = 0;
        if (answer is not Mask mask)
        {
            return answer switch
            {
                null => None,
                LabelImage => "found labels; expected a mask. '.Foreground()' makes one of them.",
                Image => "found an image; expected a mask. '.Threshold(…)' makes one of it.",
                _ => $"found {Name(answer)}; expected a mask.",
            };
        }
        if (Sizes((mask.Height, mask.Width), (right.Height, right.Width)) is { } complaint)
            return complaint;
        overlap = Overlap.IoU(right, mask);
        return null;
    }

    public static string? ReadLabels(object? answer, LabelImage right, double iou, out Match? match)
    {
        match = null;
        if (answer is not LabelImage labels)
        {
            return answer switch
            {
                null => None,
                Mask => "found a mask; expected labels. '.Components()' or '.Watershed()' makes objects of it.",
                Image => "found an image; expected labels. '.Threshold(…).Components()' makes objects of it.",
                _ => $"found {Name(answer)}; expected labels.",
            };
        }
        if (Sizes((labels.Height, labels.Width), (right.Height, right.Width)) is { } complaint)
            return complaint;
        match = Match.At(double.IsNaN(iou) ? 1 : Math.Clamp(iou, 0.001, 1), right, labels);
        return null;
    }

    /// <summary>How many of the expected fields agree, and the names of the others.</summary>
    public static (int Agreeing, IReadOnlyList<string> Others) Compare(object answer, object right, double within)
    {
        var agreeing = 0;
        var others = new List<string>();
        foreach (var expected in right.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(field => field.GetIndexParameters().Length == 0))
        {
            var given = answer.GetType().GetProperty(expected.Name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase);
            if (given is null)
                others.Add($"{expected.Name} (missing)");
            else if (Agree(Read(given, answer), Read(expected, right), within))
                agreeing++;
            else
                others.Add(expected.Name);
        }
        return (agreeing, others);
    }

    private static bool Agree(object? given, object? right, double within)
    {
        if (right is string text)
            return given is string or Enum && Same(given.ToString()!, text);
        return ReadNumber(right, out var wanted) is null ? ReadNumber(given, out var number) is null && Math.Abs(number - wanted) <= within : Equals(given, right);
    }

    /// <summary>A field that cannot be read counts as empty.</summary>
    private static object? Read(PropertyInfo field, object from)
    {
        try
        {
            return field.GetValue(from);
        }
        catch (TargetInvocationException)
        {
            return null;
        }
    }

    private static string? Sizes((int Height, int Width) found, (int Height, int Width) expected) => found == expected ? null
        : $"found {found.Width} × {found.Height} pixels; expected {expected.Width} × {expected.Height}. Is it made from the image of this exercise?";

    private static string Name(object answer) => answer switch
    {
        Image => "an image",
        Mask => "a mask",
        LabelImage => "labels",
        string => "a text",
        System.Collections.IEnumerable => "a list",
        IConvertible => $"'{Convert.ToString(answer, CultureInfo.InvariantCulture)}'",
        _ => $"a {answer.GetType().Name}",
    };
}
