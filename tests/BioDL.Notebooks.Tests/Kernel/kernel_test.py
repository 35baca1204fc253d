"""Debian's jupyter-kernel-test, with every part switched on that means something in C#."""
import unittest

import jupyter_kernel_test


class CSharpKernel(jupyter_kernel_test.KernelTests):
    kernel_name = "biodl-csharp"
    language_name = "C#"
    file_extension = ".csx"
    code_hello_world = 'Console.WriteLine("hello, world");'
    code_stderr = 'Console.Error.WriteLine("something went wrong");'
    code_generate_error = 'throw new InvalidOperationException("no");'
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": '"a" + "b"', "result": "ab"},
        {"code": "6 * 7", "result": "42"},
        {"code": "6 * 7", "result": "42"},
    ]
    code_display_data = [
        {"code": "display(new[] { 1, 2 });", "mime": "text/html"},
        {"code": "display(3);", "mime": "text/plain"},
    ]
    code_history_pattern = "6 ? 7*"
    supported_history_operations = ("tail", "range", "search")
    code_clear_output = "clear_output();"
    completion_samples = [
        {"text": "Console.WriteL", "matches": {"WriteLine"}},
        {"text": 'System.IO.File.ReadAllT', "matches": {"ReadAllText", "ReadAllTextAsync"}},
    ]
    complete_code_samples = ["1 + 1", "var x = 1;", "for (var i = 0; i < 3; i++) { }", 'Console.WriteLine("a");']
    incomplete_code_samples = ["for (var i = 0; i < 3; i++) {", "int Twice(int x)", 'var text = """']
    invalid_code_samples = ["var = = 3 ) ;", "int 3 = x;"]
    code_inspect_sample = "Console.WriteLine"


if __name__ == "__main__":
    unittest.main()
